"""A whole Relais on this machine as a deployment has it: PostgreSQL, Redis, nginx, several processes."""
