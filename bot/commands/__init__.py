"""The subcommands of `relais`, one module each."""
