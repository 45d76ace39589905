"""The marketplace: tokens, the transport and the adapters of its APIs."""
