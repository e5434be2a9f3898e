"""Order numbers, e-mail addresses, coupons and tracking numbers, found by their shape and their neighbours."""
