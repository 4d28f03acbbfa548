#!/usr/bin/env bash
# HCP Terraform and Terraform Enterprise: the report of a run. A run task in the stage
# "post-plan" gets the run's id and a token in its payload; a pipeline that started the run has
# them too. The token must be allowed to read plan JSON: a user's or team's with admin access to
# the workspace, or the run task's own; an organization's token is not.
#   TFC_TOKEN   the token
#   TFC_RUN     the run's id, run-…
#   TFC_URL     https://app.terraform.io unless set
set -euo pipefail

url=${TFC_URL:-https://app.terraform.io}/api/v2/runs/$TFC_RUN/plan/json-output
# The token goes by standard input: arguments are seen by every user of the machine.
printf 'header = "Authorization: Bearer %s"\n' "$TFC_TOKEN" |
	curl -fsSL --retry 3 -K - -o plan.json "$url"
tfblast --config none --stack "${TFC_WORKSPACE:-$TFC_RUN}" --fail-on high -f terminal -f markdown=report.md plan.json
