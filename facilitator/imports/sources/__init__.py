"""An incident's timeline from where it is: chats, pagers, trackers, status pages, tables and logs."""
