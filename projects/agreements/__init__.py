"""Projects and the agreements behind them: editions, partners, money, dates and rule sets."""
