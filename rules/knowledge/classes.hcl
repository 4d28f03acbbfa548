# Risk classes. The numbers are base points on the scale of the score: critical from 80,
# high from 60, medium from 35, low from 10. recovery is the tier after a delete or a
# replace for types whose row says none; holds is what makes "unknown" count as "lost".

class "container" {
  title    = "container of other resources"
  holds    = "data"
  delete   = 75
  replace  = 75
  forget   = 20
  update   = 12
  create   = 0
  recovery = "lost"
}

class "data-store" {
  title    = "data store"
  holds    = "data"
  delete   = 65
  replace  = 65
  forget   = 20
  update   = 14
  create   = 0
  recovery = "unknown"
}

class "key" {
  title    = "key or secret"
  holds    = "keys"
  delete   = 65
  replace  = 60
  forget   = 20
  update   = 18
  create   = 0
  recovery = "unknown"
}

class "cluster" {
  title    = "cluster"
  holds    = "data"
  delete   = 65
  replace  = 62
  forget   = 20
  update   = 18
  create   = 0
  recovery = "unknown"
}

class "network-core" {
  title    = "core network"
  delete   = 50
  replace  = 48
  forget   = 12
  update   = 15
  create   = 0
  recovery = "recreatable"
}

class "traffic" {
  title    = "traffic entry or DNS"
  delete   = 48
  replace  = 45
  forget   = 12
  update   = 16
  create   = 0
  recovery = "recreatable"
}

# A service as a whole: everything that serves goes at once, not one server of many.
class "service" {
  title    = "service as a whole"
  delete   = 60
  replace  = 57
  forget   = 12
  update   = 12
  create   = 0
  recovery = "recreatable"
  seamless = true
}

class "identity" {
  title    = "identity or access rule"
  holds    = "identity"
  delete   = 42
  replace  = 38
  forget   = 12
  update   = 20
  create   = 0
  recovery = "recreatable"
}

# Types that no other class fits, and every type that nothing is known about: never less
# than medium for a delete or a replace, never more than low for an update.
class "other" {
  title    = "other resource"
  delete   = 38
  replace  = 36
  forget   = 12
  update   = 10
  create   = 0
  recovery = "unknown"
}

class "compute" {
  title    = "compute"
  delete   = 36
  replace  = 35
  forget   = 12
  update   = 12
  create   = 0
  recovery = "recreatable"
  seamless = true
}

class "observability" {
  title    = "observability"
  delete   = 18
  replace  = 14
  forget   = 12
  update   = 6
  create   = 0
  recovery = "recreatable"
}

class "glue" {
  title    = "connection between resources"
  delete   = 16
  replace  = 12
  forget   = 12
  update   = 8
  create   = 0
  recovery = "reversible"
}
