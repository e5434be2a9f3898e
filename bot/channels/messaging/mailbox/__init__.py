"""A merchant's mailbox: read over IMAP, answered over SMTP."""
