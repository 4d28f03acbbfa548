# Who writes commits beside people, by what they leave in them. Texts are compared without
# regard to the case of letters; * stands for any text.
#
# Addresses of Claude, Codex, Copilot, Cursor, Gemini, aider, Windsurf, Amazon Q, Amp, Cline,
# goose and opencode stand in https://github.com/block/aittributor/blob/main/src/agent.rs or
# in the commits that it quotes. The names of bots are logins of GitHub apps.

# Trailers that say by themselves that an assistant took part, whatever stands behind them.
# https://docs.kernel.org/process/coding-assistants.html (Assisted-by) and
# https://www.apache.org/legal/generative-tooling.html (Generated-by)
trailers = ["assisted-by", "generated-by", "ai-assisted", "ai-assisted-by", "ai-generated", "ai-tool", "ai-model", "ai-agent", "ai-session"]

# Values with which such a trailer says that none did.
denials = ["no", "none", "false", "nobody", "n/a", "0"]

# Trailers that name a person, or an assistant in place of one.
people = ["co-authored-by", "co-developed-by", "signed-off-by", "authored-by"]

assistant "claude" {
  title  = "Claude"
  names  = ["claude", "claude code", "claude opus *", "claude sonnet *", "claude haiku *", "claude-*", "claude[bot]"]
  emails = ["noreply@anthropic.com", "*+claude[bot]@users.noreply.github.com"]
  lines  = ["generated with [claude code]*", "generated with claude code*", "*claude.ai/code/session*"]
}

assistant "copilot" {
  title  = "GitHub Copilot"
  names  = ["copilot", "github copilot", "github copilot *", "copilot-swe-agent[bot]", "copilot coding agent"]
  emails = ["*+copilot@users.noreply.github.com", "copilot@github.com", "*+copilot-swe-agent[bot]@users.noreply.github.com"]
}

assistant "codex" {
  title  = "OpenAI Codex"
  names  = ["codex", "openai codex", "codex *", "chatgpt", "chatgpt-codex-connector[bot]", "gpt-*"]
  emails = ["noreply@openai.com", "codex@openai.com", "*+chatgpt-codex-connector[bot]@users.noreply.github.com"]
}

assistant "cursor" {
  title  = "Cursor"
  names  = ["cursor", "cursor agent", "cursor[bot]"]
  emails = ["cursoragent@cursor.com", "*+cursor[bot]@users.noreply.github.com"]
}

assistant "gemini" {
  title  = "Gemini"
  names  = ["gemini", "gemini cli", "gemini *", "gemini-code-assist[bot]", "gemini-cli*"]
  emails = ["gemini-cli-agent@google.com", "*+gemini-code-assist[bot]@users.noreply.github.com", "*+gemini-cli@users.noreply.github.com"]
}

assistant "jules" {
  title  = "Jules"
  names  = ["google-labs-jules[bot]", "jules"]
  emails = ["*+google-labs-jules[bot]@users.noreply.github.com"]
}

assistant "devin" {
  title  = "Devin"
  names  = ["devin ai", "devin", "devin-ai-integration[bot]"]
  emails = ["*+devin-ai-integration[bot]@users.noreply.github.com"]
}

# aider adds "(aider)" to the author's or committer's name:
# https://aider.chat/docs/git.html
assistant "aider" {
  title  = "aider"
  names  = ["aider", "aider (*)", "* (aider)"]
  emails = ["aider@aider.chat", "noreply@aider.chat"]
}

assistant "windsurf" {
  title  = "Windsurf"
  names  = ["windsurf", "cascade", "windsurf *"]
  emails = ["noreply@codeium.com", "noreply@windsurf.com"]
}

assistant "amazon-q" {
  title  = "Amazon Q Developer"
  names  = ["amazon q", "amazon q developer", "amazon-q-developer[bot]", "kiro", "kiro agent"]
  emails = ["*+amazon-q-developer[bot]@users.noreply.github.com", "noreply@amazon.com", "noreply@kiro.dev"]
}

assistant "amp" {
  title  = "Amp"
  names  = ["amp"]
  emails = ["amp@ampcode.com"]
}

assistant "cline" {
  title  = "Cline"
  names  = ["cline"]
  emails = ["noreply@cline.bot"]
}

assistant "goose" {
  title  = "goose"
  names  = ["goose"]
  emails = ["opensource@block.xyz"]
}

assistant "opencode" {
  title  = "opencode"
  names  = ["opencode", "opencode-agent[bot]"]
  emails = ["noreply@opencode.ai"]
}

assistant "openhands" {
  title  = "OpenHands"
  names  = ["openhands", "openhands-agent"]
  emails = ["openhands@all-hands.dev"]
}

assistant "duo" {
  title  = "GitLab Duo"
  names  = ["gitlab duo", "gitlab duo *", "duo-*"]
  emails = []
}

# Bots that run fixed programs. Any other author whose name or address ends in [bot] may be
# an assistant, and counts as one.
automation = [
  "dependabot[bot]", "dependabot-preview[bot]", "renovate[bot]", "renovate-bot", "github-actions[bot]",
  "github-merge-queue[bot]", "pre-commit-ci[bot]", "mergify[bot]", "kodiakhq[bot]", "semantic-release-bot",
  "release-please[bot]", "snyk-bot", "web-flow", "allcontributors[bot]", "imgbot[bot]", "terraform-cloud[bot]",
  "atlantis[bot]", "infracost[bot]", "spacelift[bot]",
]
