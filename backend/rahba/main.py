"""`python -m rahba.main`: the same as the command `rahba`."""

from rahba.cli import main

if __name__ == "__main__":
    main()
