# Changes of single attributes that do more than the plan's "update" says: code hosting and pipelines.
# The form is that of watch_other.hcl. Facts are from the documentation of the provider and the
# service.

# https://registry.terraform.io/providers/integrations/github/latest/docs/resources/membership
watch "github_membership" "role" {
  when   = "becomes"
  value  = "admin"
  rule   = "public-access"
  score  = 60
  create = true
  why    = "the member becomes an owner of the organization and may do everything in it"
}

watch "github_team_repository" "permission" {
  when   = "becomes"
  value  = "admin"
  rule   = "public-access"
  score  = 50
  create = true
  why    = "everyone in the team may change the settings, the access and the protection of the repository"
}

watch "github_repository_collaborator" "permission" {
  when   = "becomes"
  value  = "admin"
  rule   = "public-access"
  score  = 50
  create = true
  why    = "the person may change the settings, the access and the protection of the repository"
}

watch "github_organization_settings" "default_repository_permission" {
  when  = "becomes"
  value = "admin"
  rule  = "public-access"
  score = 75
  why   = "every member may do everything in every repository"
}

watch "github_organization_settings" "default_repository_permission" {
  when  = "becomes"
  value = "write"
  rule  = "public-access"
  score = 62
  why   = "every member may push to every repository"
}

watch "github_organization_settings" "members_can_create_public_repositories" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 40
  why   = "members may make public repositories"
}

watch "github_organization_settings" "members_can_fork_private_repositories" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 40
  why   = "members may copy private repositories into their own accounts"
}

watch "github_branch_protection" "required_pull_request_reviews.required_approving_review_count" {
  aliases = ["github_branch_protection_v3"]
  when    = "lowered"
  rule    = "guardrail-off"
  score   = 45
  why     = "fewer people have to approve"
}

watch "github_branch_protection" "required_pull_request_reviews.require_code_owner_reviews" {
  aliases = ["github_branch_protection_v3"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 40
  why     = "owners of the code no longer have to approve"
}

watch "github_branch_protection" "required_status_checks.contexts" {
  aliases = ["github_branch_protection_v3"]
  when    = "shrinks"
  rule    = "guardrail-off"
  score   = 36
  why     = "a check no longer has to pass"
}

watch "github_branch_protection" "allows_deletions" {
  when  = "becomes"
  value = true
  rule  = "guardrail-off"
  score = 45
  why   = "the branch may be deleted"
}

watch "github_branch_protection" "require_signed_commits" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 38
  why   = "commits no longer have to be signed"
}

watch "github_branch_protection" "restrict_pushes" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 50
  why   = "whoever may write may push to the branch"
}

watch "github_branch_protection_v3" "restrictions" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 50
  why   = "whoever may write may push to the branch"
}

watch "github_branch_protection_v3" "required_pull_request_reviews" {
  when = "removed"
  rule = "guardrail-off"
  why  = "nobody has to review"
}

watch "github_branch_protection_v3" "required_status_checks" {
  when = "removed"
  rule = "guardrail-off"
  why  = "failing checks no longer hold a merge up"
}

watch "github_branch_protection_v3" "enforce_admins" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 45
  why   = "administrators may pass the rules by"
}

# https://registry.terraform.io/providers/integrations/github/latest/docs/resources/repository_ruleset
watch "github_repository_ruleset" "enforcement" {
  aliases = ["github_organization_ruleset"]
  when    = "leaves"
  value   = "active"
  rule    = "guardrail-off"
  score   = 60
  why     = "the rules are no longer enforced"
}

watch "github_repository_ruleset" "rules.pull_request" {
  aliases = ["github_organization_ruleset"]
  when    = "removed"
  rule    = "guardrail-off"
  why     = "nobody has to review"
}

watch "github_repository_ruleset" "rules.required_status_checks" {
  aliases = ["github_organization_ruleset"]
  when    = "removed"
  rule    = "guardrail-off"
  why     = "failing checks no longer hold a merge up"
}

watch "github_repository_ruleset" "rules.pull_request.required_approving_review_count" {
  aliases = ["github_organization_ruleset"]
  when    = "lowered"
  rule    = "guardrail-off"
  score   = 45
  why     = "fewer people have to approve"
}

watch "github_repository_ruleset" "rules.deletion" {
  aliases = ["github_organization_ruleset"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  why     = "branches or tags may be deleted"
}

watch "github_repository_ruleset" "rules.non_fast_forward" {
  aliases = ["github_organization_ruleset"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 50
  why     = "history may be overwritten"
}

watch "github_repository_ruleset" "bypass_actors" {
  aliases = ["github_organization_ruleset"]
  when    = "appears"
  rule    = "guardrail-off"
  score   = 45
  why     = "somebody more may pass the rules by"
}

watch "github_repository_ruleset" "conditions.ref_name.include" {
  aliases = ["github_organization_ruleset"]
  when    = "shrinks"
  rule    = "guardrail-off"
  score   = 45
  why     = "branches or tags are no longer under the rules"
}

watch "github_repository_environment" "reviewers" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 60
  why   = "deployments no longer wait for somebody to approve"
}

watch "github_repository_environment" "deployment_branch_policy" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 50
  why   = "every branch may deploy to the environment"
}

watch "github_actions_repository_permissions" "allowed_actions" {
  aliases = ["github_actions_organization_permissions"]
  when    = "becomes"
  value   = "all"
  rule    = "guardrail-off"
  score   = 45
  why     = "pipelines may run actions of anybody"
}

watch "github_workflow_repository_permissions" "default_workflow_permissions" {
  aliases = ["github_actions_organization_workflow_permissions"]
  when    = "becomes"
  value   = "write"
  rule    = "public-access"
  score   = 50
  why     = "the token of every pipeline may write"
}

watch "github_actions_runner_group" "allows_public_repositories" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 65
  create = true
  why    = "pipelines of public repositories, and so of strangers, may run on the runners"
}

watch "github_actions_runner_group" "visibility" {
  when  = "becomes"
  value = "all"
  rule  = "public-access"
  score = 40
  why   = "pipelines of every repository may run on the runners"
}

watch "github_repository_webhook" "configuration.insecure_ssl" {
  aliases = ["github_organization_webhook"]
  when    = "becomes"
  value   = true
  rule    = "encryption-off"
  score   = 45
  why     = "the certificate of the receiver is not checked"
}

watch "github_repository_webhook" "active" {
  aliases = ["github_organization_webhook"]
  when    = "leaves"
  value   = true
  rule    = "switched-off"
  score   = 45
  why     = "what is started by the hook is started no longer"
}

watch "github_repository" "pages" {
  when  = "removed"
  rule  = "switched-off"
  score = 60
  why   = "the site of the repository goes"
}

watch "github_repository" "security_and_analysis.secret_scanning.status" {
  when  = "becomes"
  value = "disabled"
  rule  = "guardrail-off"
  score = 50
  why   = "secrets in the code are no longer looked for"
}

watch "github_repository" "security_and_analysis.secret_scanning_push_protection.status" {
  when  = "becomes"
  value = "disabled"
  rule  = "guardrail-off"
  score = 50
  why   = "pushes that hold secrets are no longer held back"
}

watch "github_repository" "default_branch" {
  when  = "changes"
  rule  = "points-elsewhere"
  score = 36
  why   = "clones, pull requests and pipelines start from another branch"
}

# https://registry.terraform.io/providers/gitlabhq/gitlab/latest/docs/resources/project
watch "gitlab_project" "visibility_level" {
  aliases = ["gitlab_group"]
  when    = "becomes"
  value   = "public"
  rule    = "public-access"
  score   = 75
  create  = true
  why     = "visibility_level becomes public: everyone may read what is in it, the history too"

  recovery     = "lost"
  recovery_why = "what was public may have been copied: making it private again does not take that back"
}

watch "gitlab_project" "visibility_level" {
  aliases = ["gitlab_group"]
  when    = "becomes"
  value   = "internal"
  rule    = "public-access"
  score   = 50
  why     = "visibility_level becomes internal: everyone who signs in to the server may read what is in it"
}

watch "gitlab_project" "archived" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  score = 45
  why   = "the project is archived: nobody may push any more"
}

watch "gitlab_group" "require_two_factor_authentication" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "members no longer need a second factor"
}

watch "gitlab_branch_protection" "allow_force_push" {
  aliases = ["gitlab_group_branch_protection"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 55
  why     = "history may be overwritten"
}

watch "gitlab_branch_protection" "push_access_level" {
  when    = "becomes"
  value   = "developer"
  rule    = "guardrail-off"
  score   = 55
  why     = "developers may push to the branch without a merge request"
}

watch "gitlab_branch_protection" "merge_access_level" {
  when    = "becomes"
  value   = "developer"
  rule    = "guardrail-off"
  score   = 45
  why     = "developers may merge into the branch"
}

watch "gitlab_branch_protection" "code_owner_approval_required" {
  aliases = ["gitlab_group_branch_protection"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  why     = "owners of the code no longer have to approve"
}

watch "gitlab_project_approval_rule" "approvals_required" {
  when  = "lowered"
  rule  = "guardrail-off"
  score = 45
  why   = "fewer people have to approve"
}

watch "gitlab_project_level_mr_approvals" "merge_requests_author_approval" {
  when  = "becomes"
  value = true
  rule  = "guardrail-off"
  score = 50
  why   = "authors may approve their own changes"
}

watch "gitlab_project_level_mr_approvals" "reset_approvals_on_push" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 40
  why   = "approvals stay although the change goes on"
}

watch "gitlab_project_push_rules" "prevent_secrets" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 45
  why   = "pushes that hold secrets are no longer held back"
}

watch "gitlab_project_membership" "access_level" {
  aliases = ["gitlab_group_membership"]
  when    = "becomes"
  value   = "owner"
  rule    = "public-access"
  score   = 55
  create  = true
  why     = "the member may do everything in it"
}

watch "gitlab_project_membership" "access_level" {
  aliases = ["gitlab_group_membership"]
  when    = "becomes"
  value   = "maintainer"
  rule    = "public-access"
  score   = 36
  why     = "the member may change settings and push to protected branches"
}

watch "gitlab_project_variable" "protected" {
  aliases = ["gitlab_group_variable", "gitlab_instance_variable"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  why     = "pipelines of every branch read the variable"
}

watch "gitlab_project_variable" "masked" {
  aliases = ["gitlab_group_variable", "gitlab_instance_variable"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 40
  why     = "the value may show in logs of pipelines"
}

watch "gitlab_application_settings" "signup_enabled" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 55
  why   = "anybody may make an account"
}

watch "gitlab_application_settings" "require_two_factor_authentication" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "users no longer need a second factor"
}

watch "tfe_workspace" "auto_apply" {
  aliases = ["tfe_workspace_settings"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  outcome = "none"
  why     = "plans are applied without anybody looking"
}

watch "tfe_workspace" "execution_mode" {
  when  = "changes"
  rule  = "points-elsewhere"
  score = 40
  why   = "runs are made elsewhere, with other credentials and variables"
}

watch "tfe_workspace" "global_remote_state" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 50
  create = true
  why    = "every workspace of the organization may read its state"
}

watch "tfe_policy" "enforce_mode" {
  aliases = ["tfe_sentinel_policy"]
  when    = "leaves"
  value   = "hard-mandatory"
  rule    = "guardrail-off"
  score   = 50
  why     = "the policy may be passed by"
}

watch "tfe_team_access" "access" {
  aliases = ["tfe_team_project_access"]
  when    = "becomes"
  value   = "admin"
  rule    = "public-access"
  score   = 50
  create  = true
  why     = "everyone in the team may do everything in it, its variables and states too"
}

watch "tfe_organization" "collaborator_auth_policy" {
  when  = "leaves"
  value = "two_factor_mandatory"
  rule  = "guardrail-off"
  score = 62
  why   = "members no longer need a second factor"
}
