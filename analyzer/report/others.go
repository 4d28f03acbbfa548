package report

// Other is a result of another tool that fits a change.
type Other struct {
	// Tool is the tool's name, Rule its name for the rule, Summary the rule's own text,
	// which may be empty.
	Tool    string `json:"tool"`
	Rule    string `json:"rule"`
	Summary string `json:"summary,omitempty"`
	// Page is the address of the rule's page, https only, where it has no text of its own.
	Page string `json:"page,omitempty"`
	// Message is the result's own message, which may quote a value; it is empty unless
	// messages were asked for.
	Message string `json:"message,omitempty"`
	// Level is error, warning, note or none, as the tool has it.
	Level string `json:"level"`
	// Severity is the tool's score from 0.1 to 10.0 (security-severity), or empty.
	Severity string `json:"severity,omitempty"`
	// Line is the line in the file of the change's location, 0 where the tool names an
	// address only.
	Line int `json:"line,omitempty"`
}

// OtherTool counts the results of one tool.
type OtherTool struct {
	Tool string `json:"tool"`
	// Results counts what was read, less what the tool says is suppressed, passed or gone.
	Results int `json:"results"`
	// Unplaced counts those that fit no change.
	Unplaced int `json:"unplaced"`
	// Suppressed counts results that someone has accepted in the tool.
	Suppressed int `json:"suppressed,omitempty"`
}
