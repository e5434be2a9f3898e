"""Order numbers, e-mail addresses, coupons, tracking numbers: by their shape and neighbours."""
