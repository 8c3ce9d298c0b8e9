"""The protection desk: agencies and agreements, the service directory, referrals and what became of them."""
