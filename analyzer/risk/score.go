package risk

const maxScore = 100

// Factor is one named reason for a part of a change's score.
type Factor struct {
	// Rule is the identifier of the rule that gave the points.
	Rule string `json:"rule"`
	// Points are added to the score; negative points speak for the change.
	Points int `json:"points"`
	// Why says in one plain clause what the points are for.
	Why string `json:"why"`
}

// Finding is a risk of the plan as a whole, or of several changes together.
type Finding struct {
	// Rule is the identifier of the rule that found it.
	Rule string `json:"rule"`
	// Stack is the stack of the plan that it is about; empty where the plan has none.
	Stack string `json:"stack,omitempty"`
	// Level is the level of Score.
	Level Level `json:"level"`
	// Score is on the same scale as a change's score, 0 to 100.
	Score int `json:"score"`
	// Summary is one sentence.
	Summary string `json:"summary"`
	// Addresses are the resource instances concerned, in natural order.
	Addresses []string `json:"addresses,omitempty"`
	// Ignored is set where a policy takes the finding out of the plan's level.
	Ignored *Ignored `json:"ignored,omitempty"`
	// PolicyRules are the rules of a policy that are true for it, ignored ones included.
	PolicyRules []string `json:"policy_rules,omitempty"`
}

// Ignored says why something does not count for the plan's level, and until when.
type Ignored struct {
	// Reason is what the policy gives as the reason.
	Reason string `json:"reason"`
	// Expires is the last day on which it holds, such as "2027-01-31"; empty for no end.
	Expires string `json:"expires,omitempty"`
}

// Score adds the points of the factors and keeps the sum within 0 and 100.
func Score(factors []Factor) int {
	sum := 0
	for _, f := range factors {
		sum += f.Points
	}
	return min(max(sum, 0), maxScore)
}
