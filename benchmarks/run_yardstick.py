"""`run_yardstick.py blank|input|clock|ticks`: as thin as the script that starts ours, so that both have bytecode."""

from yardsticks import main

main()
