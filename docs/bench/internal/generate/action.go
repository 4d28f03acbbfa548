package generate

import "fmt"

// An action is what the plan does with one instance.
type action uint8

const (
	noOp action = iota
	update
	replace
	create
	remove
)

func (a action) makesNew() bool { return a == replace || a == create }

// Mix says how many of 100 instances are changed in which way; the rest is left alone.
type Mix struct {
	Update, Replace, Create, Delete float64
}

// DefaultMix leaves 98 of 100 instances alone.
func DefaultMix() Mix { return Mix{Update: 1, Replace: 0.4, Create: 0.3, Delete: 0.3} }

func (m Mix) check() error {
	for _, share := range []float64{m.Update, m.Replace, m.Create, m.Delete} {
		if share < 0 {
			return fmt.Errorf("action mix: share %g is negative", share)
		}
	}
	if sum := m.Update + m.Replace + m.Create + m.Delete; sum > 100 {
		return fmt.Errorf("action mix: the shares make %g of 100", sum)
	}
	return nil
}

// choose draws the action of an instance. What can't happen to it becomes the next
// likely: only an instance with a key can be created or deleted while its block stays,
// and only one with tags is updated in place.
func (m Mix) choose(i *instance) action {
	if i.resource.data {
		return noOp
	}
	if i.resource.always != noOp {
		return i.resource.always
	}
	drawn := float64(mix(i.hash, saltAction)>>11) / (1 << 53) * 100
	chosen := noOp
	for _, share := range []struct {
		action action
		share  float64
	}{{update, m.Update}, {replace, m.Replace}, {create, m.Create}, {remove, m.Delete}} {
		if drawn < share.share {
			chosen = share.action
			break
		}
		drawn -= share.share
	}
	switch {
	case (chosen == create || chosen == remove) && i.key == "":
		return replace
	case chosen == update && !i.resource.taggable:
		return replace
	}
	return chosen
}

// Salts of what is drawn for one instance.
const (
	saltAction = iota + 1
	saltOrder
)

// actions are the words of change.actions as JSON.
func (i *instance) actions() string {
	switch i.action {
	case noOp:
	case update:
		return `["update"]`
	case replace:
		if mix(i.hash, saltOrder)%4 == 0 {
			return `["create","delete"]`
		}
		return `["delete","create"]`
	case create:
		return `["create"]`
	case remove:
		return `["delete"]`
	}
	return `["no-op"]`
}

// reason is the word of action_reason, empty for none.
func (i *instance) reason() string {
	switch i.action {
	case replace:
		if i.resource.forcing == "" {
			return "replace_because_tainted"
		}
		return "replace_because_cannot_update"
	case remove:
		if i.resource.counted {
			return "delete_because_count_index"
		}
		return "delete_because_each_key"
	case noOp, update, create:
	}
	return ""
}
