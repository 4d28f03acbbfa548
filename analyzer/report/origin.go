package report

// Provenance is where the change to the configuration comes from. Its texts come out of
// commits; addresses of people are in none of them but Text.
type Provenance struct {
	// AIAssisted is nil where nobody knows: nothing was stated, and no commit was there to
	// tell.
	AIAssisted *bool `json:"ai_assisted"`
	// Stated is what was said of it: auto, yes or no.
	Stated string `json:"stated"`
	// CommitCount counts the commits that were looked at, Commits lists those that show
	// signs of an assistant.
	CommitCount int      `json:"commit_count"`
	Commits     []Commit `json:"commits"`
	// Authors counts the people who wrote them.
	Authors int `json:"authors"`
}

// Commit is a commit that shows signs of an AI assistant.
type Commit struct {
	Hash  string `json:"hash"`
	Signs []Sign `json:"signs"`
}

// Sign is one sign of an AI assistant.
type Sign struct {
	// Kind is author, committer, trailer, line or bot.
	Kind string `json:"kind"`
	// Assistant is its title, empty where it is not known which one.
	Assistant string `json:"assistant,omitempty"`
	// Text is what was found.
	Text string `json:"text"`
}

// Expectation is how the plan compares with the declared intent.
type Expectation struct {
	// Declared is false if nothing was declared; then the plan may do nothing.
	Declared bool `json:"declared"`
	// Digest names what was declared.
	Digest string `json:"digest"`
	// Exceeded lists what the plan does beyond it, in the order of the changes.
	Exceeded []Exceeded `json:"exceeded"`
	// Missing are the declared changes that the plan does not make. They fail nothing.
	Missing []string `json:"missing"`
}

// Exceeded is something that was not declared, or a limit that is exceeded.
type Exceeded struct {
	// Address and Action say what is done; both are empty for a limit.
	Address string `json:"address,omitempty"`
	Action  string `json:"action,omitempty"`
	// Why says what comes nearest to allowing it, or which limit it is.
	Why string `json:"why"`
}
