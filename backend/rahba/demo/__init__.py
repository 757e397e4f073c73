"""A demo souk of Guisser, so that a newcomer sees a living market within a minute.

All people are invented. The ground (places, calendar, team) is set up as a team would find it;
every entry then goes through the same push, review and policy code as a phone's, on a clock that
is moved from Friday to Friday.
"""
