# Policy of this repository for tfblast. It is read in this folder and in all below it.
# `tfblast policy check` finds mistakes in it, `tfblast policy test` runs the tests at its
# end. What it can say is explained in docs/policy.md of tfblast. Patterns stand for whole
# texts: * is any run of characters, ? is one.

# Fail (exit code 2) if the plan's level is this one or a higher one: info, low, medium,
# high, critical.
fail_on = "critical"

# Fail a gate as well if the plan can't answer its question.
# strict = true

# The most that a plan may do.
# limits {
#   delete   = 10
#   replace  = 10
#   affected = 50
# }

# A rule raises a level, it never lowers one. It is asked about each change if it names
# change, downstream or recovery, about each finding if it names finding, else once.
rule "data-store-in-use" {
  when    = change.class == "data-store" && change.action == "replace" && downstream.unchanged > 20
  level   = "critical"
  message = "${change.address} is replaced, and ${downstream.unchanged} instances that the plan leaves alone depend on it."
}

rule "no-way-back" {
  when    = recovery.tier == "lost" && contains(change.outcomes, "data-loss")
  level   = "critical"
  message = "What ${change.address} holds can't be brought back: ${recovery.why}."
}

# rule "network-by-two" {
#   when    = startswith(change.module, "module.network") && change.disruptive
#   level   = "high"
#   message = "The network is changed: ask a second reviewer."
# }

# What is known here and not in the built-in tables. A reason is needed where something
# becomes less dangerous.
# override "aws_ssm_parameter" {
#   class = "secret"
# }

# What does not count. It stays in the report, with its reason.
# ignore {
#   address = "module.sandbox.*"
#   reason  = "The sandbox is rebuilt every night."
#   expires = "2027-01-31"
# }

# Who is asked to review.
# owners "team-net" {
#   match = ["module.network*", "aws_vpc.*"]
# }

# Who must approve of which plans (docs/signoff.md of tfblast). What can't be told, as
# whether an assistant took part where nobody looks at commits, counts as true.
# group "seniors" {
#   members = ["ann@example.com", "github:bob"]
# }
# gate "senior-signoff" {
#   when      = plan.level >= level.high || (provenance.ai_assisted && plan.disruptive > 0)
#   approvals = 1
#   from      = ["seniors"]
#   max_age   = "24h"
# }

# Settings for some stacks or workspaces only. They can make gates stricter, not weaker;
# an ignore, an override and a weight need a reason here as well.
# environment "prod" {
#   match   = ["*prod*"]
#   fail_on = "high"
#   strict  = true
# }

# A case for `tfblast policy test`.
# test "the database of the shop" {
#   plan = "testdata/shop.json"
#   expect {
#     rule  = "data-store-in-use"
#     level = "critical"
#     count = 1
#   }
# }
