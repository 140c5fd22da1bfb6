"""The forms in which an account's strategies, mails and questions are set up and answered."""
