"""The data broken on purpose, by the thousand: mutants.py makes the faults, run.py loads and checks each and says how it ended.

`make faults` runs them all and prints the table; tests/test_faults.py runs a sample.
"""
