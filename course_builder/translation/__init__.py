"""The interface's words in every language that learners see, as gettext catalogues that any translation tool opens."""
