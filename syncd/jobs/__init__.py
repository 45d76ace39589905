"""The jobs of the daemon. Each works through ports and the state; none knows an adapter."""
