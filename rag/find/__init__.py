"""A report prepared for questions, and the cells and figures in it that fit one."""
