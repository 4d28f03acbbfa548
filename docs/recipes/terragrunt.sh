#!/usr/bin/env bash
# Terragrunt: one report over all units. Run it in the folder that `terragrunt run --all` is run
# in. Each unit's plan is written below plans/ under the unit's own path, which names its stack.
# Plans of an earlier run are removed first: a unit that is gone must not be reported again.
set -euo pipefail

if [ -d plans ]; then
	find plans -type f \( -name tfplan.json -o -name tfplan.tfplan \) -delete
fi

terragrunt run --all --out-dir "$PWD/plans" --json-out-dir "$PWD/plans" -- plan -input=false

plans=()
while IFS= read -r -d '' plan; do
	plans+=("$plan")
done < <(find plans -name tfplan.json -print0 | sort -z)
if [ "${#plans[@]}" -eq 0 ]; then
	echo "no unit has a plan below plans/" >&2
	exit 1
fi
tfblast --config none --fail-on high -f terminal -f markdown=report.md "${plans[@]}"
