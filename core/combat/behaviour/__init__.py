"""How monsters behave: profiles as data, what somebody can do now, and what they would do by a profile, with why."""
