"""A Wildberries of our own: a strict simulator written from WB's contract, with an operator's side.

It is the only test environment there is, so where the contract leaves a gap the harsher reading is taken
and marked "Guess". Nothing of the product is imported here, and the product imports nothing of this.
"""
