# Risk classes. The numbers are base points on the scale of the score: critical from 80,
# high from 60, medium from 35, low from 10. recovery is the tier after a delete or a
# replace for types whose row says none; holds is what makes "unknown" count as "lost".
# noun names one of the class within a sentence, where that is more than its title with "a".
# outcome is what a destroy comes to; renewed says that a new object is known by another
# id, name or address than the old one; container that its content goes with an object, and
# network that of a network as a whole so does what stands in it; hosts that what runs on it
# stops when it is cut off; relied that others hold a copy of the
# identity; aside that what depends on it goes on without it.

class "container" {
  title    = "container of other resources"
  holds    = "data"
  delete   = 75
  replace  = 75
  forget   = 20
  update   = 12
  create   = 10
  recovery = "lost"
  outcome  = "outage"
  container = true
}

class "data-store" {
  title    = "data store"
  holds    = "data"
  delete   = 65
  replace  = 65
  forget   = 20
  update   = 14
  create   = 10
  recovery = "unknown"
  outcome  = "outage"
}

class "key" {
  title    = "key or secret"
  holds    = "keys"
  delete   = 65
  replace  = 60
  forget   = 20
  update   = 18
  create   = 10
  recovery = "unknown"
  outcome  = "outage"
  renewed  = true
}

class "cluster" {
  title    = "cluster"
  holds    = "data"
  delete   = 65
  replace  = 62
  forget   = 20
  update   = 18
  create   = 10
  recovery = "unknown"
  outcome  = "outage"
  renewed  = true
  hosts    = true
}

# One machine, with what is on its own disks and in its memory.
class "server" {
  title    = "single server"
  delete   = 64
  replace  = 57
  forget   = 12
  update   = 12
  create   = 10
  recovery = "recreatable"
  outcome  = "outage"
}

# A service as a whole: everything that serves goes at once, not one server of many.
class "service" {
  title    = "service as a whole"
  delete   = 60
  replace  = 57
  forget   = 12
  update   = 12
  create   = 10
  recovery = "recreatable"
  seamless = true
  outcome  = "outage"
}

class "network-core" {
  title    = "core network"
  noun     = "a core part of the network"
  delete   = 60
  replace  = 57
  forget   = 12
  update   = 15
  create   = 10
  recovery = "recreatable"
  outcome  = "outage"
  renewed  = true
  network  = true
}

class "traffic" {
  title    = "traffic entry or DNS"
  noun     = "an entry for traffic or DNS"
  delete   = 60
  replace  = 57
  forget   = 12
  update   = 16
  create   = 10
  recovery = "recreatable"
  outcome  = "outage"
  renewed  = true
}

# What others hold a copy of: a client id, a principal, a credential. A new one is unknown to them.
class "trust" {
  title    = "identity that others rely on"
  noun     = "an identity that others rely on"
  holds    = "identity"
  delete   = 60
  replace  = 57
  forget   = 12
  update   = 20
  create   = 10
  recovery = "recreatable"
  outcome  = "access-loss"
  renewed  = true
  relied   = true
}

# What it holds can be computed again, but not at once: sessions end and what lies behind takes all the load.
class "cache" {
  title    = "cache"
  holds    = "data"
  delete   = 50
  replace  = 50
  forget   = 12
  update   = 14
  create   = 10
  recovery = "unknown"
  outcome  = "outage"
}

# In use it cannot be deleted, and a new one takes over without a gap.
class "certificate" {
  title    = "certificate"
  delete   = 50
  replace  = 48
  forget   = 12
  update   = 16
  create   = 10
  recovery = "recreatable"
  seamless = true
  outcome  = "outage"
}

# Images and packages: they can be built again, and until then nothing new starts and nothing rolls back.
class "artifact" {
  title    = "store of images or packages"
  holds    = "data"
  delete   = 48
  replace  = 48
  forget   = 12
  update   = 12
  create   = 10
  recovery = "lost"
  outcome  = "outage"
}

# One way in, or out, of many: what it opens is read first.
class "network-rule" {
  title    = "network rule, link or address"
  delete   = 48
  replace  = 45
  forget   = 12
  update   = 15
  create   = 10
  recovery = "recreatable"
  outcome  = "outage"
  renewed  = true
}

class "identity" {
  title    = "identity or access rule"
  noun     = "an identity or access rule"
  holds    = "identity"
  delete   = 42
  replace  = 38
  forget   = 12
  update   = 20
  create   = 10
  recovery = "recreatable"
  outcome  = "access-loss"
  renewed  = true
}

# What holds others back: without it more is possible than before, and nobody misses anything.
class "guard" {
  title    = "guard"
  noun     = "something that guards"
  delete   = 48
  replace  = 42
  forget   = 12
  update   = 20
  create   = 10
  recovery = "reversible"
  outcome  = "exposure"
}

# Types that no other class fits, and every type that nothing is known about: never less
# than medium for a delete or a replace, never more than low for an update.
class "other" {
  title    = "other resource"
  noun     = "a resource of another kind"
  delete   = 38
  replace  = 36
  forget   = 12
  update   = 10
  create   = 10
  recovery = "unknown"
  outcome  = "outage"
}

class "compute" {
  title    = "compute"
  noun     = "a compute resource"
  delete   = 36
  replace  = 35
  forget   = 12
  update   = 12
  create   = 10
  recovery = "recreatable"
  seamless = true
  outcome  = "outage"
}

class "observability" {
  title    = "observability"
  noun     = "something that watches or records"
  delete   = 18
  replace  = 14
  forget   = 12
  update   = 10
  create   = 10
  recovery = "recreatable"
  aside    = true
}

# What people look at, and nothing acts on.
class "dashboard" {
  title    = "dashboard"
  delete   = 14
  replace  = 9
  forget   = 9
  update   = 6
  create   = 6
  recovery = "recreatable"
  aside    = true
}

class "glue" {
  title    = "connection between resources"
  delete   = 16
  replace  = 12
  forget   = 12
  update   = 10
  create   = 10
  recovery = "reversible"
}
