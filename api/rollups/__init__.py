"""How complete, how timely, how much: numbers over all reports."""
