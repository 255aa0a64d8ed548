"""Blocks and practical tools, used in a browser as learners use them."""
