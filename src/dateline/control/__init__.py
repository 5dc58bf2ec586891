"""Control: from claims that change or state it to who held a place from when to when."""
