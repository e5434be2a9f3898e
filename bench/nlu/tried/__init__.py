"""What was tried for the topics beside the delivered model, measured again at today's size of data."""
