"""The catalogue job: the shop's products become WB's cards and stay like them."""
