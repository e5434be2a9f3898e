"""What can be seen of a running Relais from outside: log lines and figures. No customer is in either."""
