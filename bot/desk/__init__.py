"""The human end of the line: what people do with a ticket, and the desks outside that they work in."""
