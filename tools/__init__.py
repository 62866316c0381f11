"""What the Makefile calls: the environment, a browser, the example archive. Nothing else imports these."""
