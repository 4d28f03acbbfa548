package plan

import (
	"fmt"
	"reflect"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// build applies the marks of the whole file and makes the model.
func (w *wire) build() (*Plan, error) {
	b := &builder{wire: w, redactor: newRedactor(w.collectSecrets(), w.shared.facts), deposed: map[[2]string]bool{}, hiddenIDs: map[uint32]uint64{}, plan: &Plan{
		FormatVersion: w.formatVersion,
		Complete:      w.complete, Applyable: w.applyable, Errored: w.errored,
		HasPrior: w.hasPrior, HasPlanned: w.hasPlanned, HasChanges: w.hasChanges,
		Drift: w.drift, facts: w.shared.facts,
	}}
	b.plan.holds = b.redactor.secrets.in
	b.plan.TerraformVersion, b.plan.Timestamp = b.redactor.word(w.terraformVersion), b.redactor.word(w.timestamp)
	if err := b.changes(); err != nil {
		return nil, err
	}
	b.drifted()
	b.state()
	b.outputs()
	b.invocations()
	if w.config != nil {
		reader := configReader{chains: hasChains(w.formatVersion), reference: func(text string) (string, address.Reference) {
			text = b.redactor.address(text)
			return text, address.ParseReference(text)
		}}
		b.plan.Config = reader.configuration(w.config)
	}
	b.checkConsistency()
	return b.plan, nil
}

// builder makes the model of one wire.
type builder struct {
	wire     *wire
	redactor *redactor
	plan     *Plan
	// deposed holds the deposed objects of the prior state, by address and key.
	deposed map[[2]string]bool
	// hiddenIDs holds the hashes of ids that were taken out, by their digests.
	hiddenIDs map[uint32]uint64
}

func (b *builder) warn(d diagnostic.Diagnostic) { b.plan.Diagnostics = append(b.plan.Diagnostics, d) }

// collectSecrets gathers every marked string of the file, wherever its mark stands.
func (w *wire) collectSecrets() *secrets {
	s := newCollected()
	for _, d := range w.deferred {
		if d != nil && d.ResourceChange != nil {
			s.change(d.ResourceChange.Change)
		}
	}
	for _, c := range w.outputs {
		s.change(c)
	}
	for _, a := range w.allInvocations() {
		s.collect(a.ConfigValues, marksOf(a.ConfigSensitive))
	}
	for name, v := range w.variables {
		if v != nil && secretAttribute(name) {
			s.collectAll(v.Value)
		}
	}
	if w.config != nil {
		collectSecrets(s, w.config, w.variables)
	}
	return newSecrets(append(w.secrets, s))
}

func (b *builder) changes() error {
	for _, e := range b.wire.changes {
		if err := b.change(fmt.Sprintf("resource_changes[%d]", e.index), e.change, ""); err != nil {
			return err
		}
	}
	for i, d := range b.wire.deferred {
		path := fmt.Sprintf("deferred_changes[%d]", i)
		if d == nil {
			return refuse(KindSyntax, "%s is null", path)
		}
		reason := d.Reason
		if reason == "" {
			reason = "unknown"
		}
		reason = b.redactor.word(reason)
		if err := b.change(path+".resource_change", d.ResourceChange, reason); err != nil {
			return err
		}
	}
	return nil
}

// change adds one entry to the model. path is where it stands in the file.
func (b *builder) change(path string, rc *tfjson.ResourceChange, deferred string) error {
	if rc == nil {
		return refuse(KindSyntax, "%s is null", path)
	}
	if rc.Address == "" {
		return refuse(KindSyntax, "%s has no address", path)
	}
	c := &Change{
		Address: b.redactor.address(rc.Address), PreviousAddress: b.redactor.address(rc.PreviousAddress),
		DeposedKey: b.redactor.word(rc.DeposedKey), Mode: tfjson.ResourceMode(b.redactor.word(string(rc.Mode))), Type: rc.Type, Name: rc.Name, ProviderName: rc.ProviderName,
		Deferred: deferred, Reason: rc.ActionReason,
	}
	b.identify(c)
	if rc.Change == nil {
		rc.Change = &tfjson.Change{}
	}
	c.Action, c.Order = actionOf(rc.Change.Actions)
	if !c.Action.Known() {
		c.Action = Action(b.redactor.word(string(c.Action)))
	}
	if _, known := ReasonText(c.Reason); !known {
		c.Reason = tfjson.ActionReason(b.redactor.word(string(c.Reason)))
	}
	c.Imported, c.ImportDigest = rc.Change.Importing != nil, b.importing(rc.Change.Importing)
	b.values(c, rc.Change)
	b.warnUnknownWords(c, path)
	b.plan.Changes = append(b.plan.Changes, c)
	return nil
}

// identify parses the address and fills what a trimmed entry leaves out.
func (b *builder) identify(c *Change) {
	inst, err := address.ParseInstance(c.Address)
	if err != nil {
		b.warn(diagnostic.Warnf("%v", err).WithDetail("The entry is reported under its address as it stands; no edge can be found for it."))
		inst = address.Instance{Mode: address.Mode(c.Mode), Type: c.Type, Name: c.Name}
		b.plan.Unread = true
	}
	c.Instance = inst
	if c.Mode == "" {
		c.Mode = tfjson.ResourceMode(inst.Mode)
	}
	if c.Type == "" {
		c.Type = inst.Type
	}
	if c.Name == "" {
		c.Name = inst.Name
	}
}

// values masks both sides of a change and compares them.
func (b *builder) values(c *Change, raw *tfjson.Change) {
	m := marksOf(raw.BeforeSensitive, raw.AfterSensitive)
	id := idOf(raw.Before)
	c.Before = b.redactor.object(raw.Before, m)
	if masked, ok := c.Before["id"].(Masked); ok {
		sum, _ := DigestOf(id)
		b.hiddenIDs[sum] = masked.hash
	}
	if c.After = c.Before; !isOne(raw.Before, raw.After) {
		c.After = b.redactor.object(raw.After, m)
	}
	if c.Before != nil && (c.After != nil || anyTrue(raw.AfterUnknown)) {
		c.Changed = diff(c.Before, c.After, b.redactor.shadow(raw.AfterUnknown, true))
	}
	if c.Before == nil {
		c.AfterUnknown = raw.AfterUnknown
	}
	paths, err := b.redactor.replacePaths(raw.ReplacePaths, m)
	if err != nil {
		b.warn(diagnostic.Warnf("%s: %v", c.Address, err).WithDetail("The paths that could be read are shown."))
	}
	c.ReplacePaths = paths
	slices.SortFunc(c.ReplacePaths, address.Compare)
}

// idOf is the id in one side of a change as it stands in the file.
func idOf(side any) any {
	attributes, _ := side.(map[string]any)
	return attributes["id"]
}

// isOne reports whether both sides are one and the same object in memory, as in a state.
func isOne(before, after any) bool {
	b, ok := before.(map[string]any)
	a, also := after.(map[string]any)
	return ok && also && reflect.ValueOf(b).Pointer() == reflect.ValueOf(a).Pointer()
}

// warnUnknownWords makes visible what this version does not know.
func (b *builder) warnUnknownWords(c *Change, path string) {
	if !c.Action.Known() {
		b.warn(diagnostic.Warnf("%s: action %q is not known to this version; it counts as disruptive", c.Address, c.Action).
			WithDetail("It stands at %s.change.actions. A newer version of tfblast may know it.", path))
	}
	if _, known := ReasonText(c.Reason); !known && c.Reason != "" {
		b.warn(diagnostic.Infof("%s: action_reason %q is not known to this version", c.Address, c.Reason))
	}
	if !ascii(c.Type) {
		b.warn(diagnostic.Warnf("%s: its type has letters outside of ASCII, as no provider's has: it is not the type it may look like", c.Address))
	}
	switch c.Mode {
	case tfjson.ManagedResourceMode, tfjson.DataResourceMode, "ephemeral":
	default:
		b.warn(diagnostic.Warnf("%s: resource mode %q is not known to this version; it counts as managed", c.Address, c.Mode))
	}
}

// state masks what was read of unchanged instances, the prior state and planned_values.
func (b *builder) state() {
	p := b.plan
	p.Unchanged, p.Prior, p.Planned = b.wire.unchanged, b.wire.instances, b.wire.planned
	for _, u := range p.Unchanged {
		if masked := b.redactor.address(u.Address); masked != u.Address {
			b.mask(u, masked)
		}
		if len(b.hiddenIDs) > 0 {
			b.mentionHidden(u)
		}
	}
	for _, d := range b.wire.deposed {
		b.deposed[[2]string{b.redactor.address(d[0]), b.redactor.word(d[1])}] = true
	}
	last := (*StateBlock)(nil)
	for _, s := range p.Prior {
		s.Address = b.redactor.address(s.Address)
		if s.StateBlock != last { // those that share one stand side by side
			last = s.StateBlock
			last.DependsOn = b.redactor.addresses(last.DependsOn)
		}
	}
	p.Planned = slices.DeleteFunc(p.Planned, func(a string) bool { return a == "" })
	for i, a := range p.Planned {
		p.Planned[i] = b.redactor.address(a)
	}
}

// mentionHidden adds mentions of ids that were taken out: before their marks were known
// nothing told them from other texts. Values within blocks have no digest of their own.
func (b *builder) mentionHidden(u *Unchanged) {
	var found []Fact
	for _, d := range u.Digests() {
		if hash, hidden := b.hiddenIDs[d.Sum]; hidden && !isLabel(b.plan.facts.pathText(d.Path)) {
			found = append(found, Fact{Hash: hash, Path: d.Path, Kind: Mention})
		}
	}
	if len(found) > 0 {
		facts := append(slices.Clone(u.Facts()), found...)
		digests := u.Digests()
		u.chunk, u.number = &valueChunk{facts, digests, []valueEnd{{uint32(len(facts)), uint32(len(digests))}}}, 0 //nolint:gosec // of one instance
	}
}

// mask gives an unchanged instance an address in which secrets are replaced.
func (b *builder) mask(u *Unchanged, masked string) {
	u.Address = masked
	inst, err := address.ParseInstance(masked)
	if err != nil {
		return // out of reach: only texts within keys are replaced
	}
	u.Resource = &UnchangedResource{Module: inst.Module, Type: inst.Type, Name: inst.Name}
	u.key = uint32(len(masked) - len(inst.Key.String())) //nolint:gosec // an address is short
}

func (b *builder) outputs() {
	for _, name := range address.SortedKeys(b.wire.outputs) {
		o := &OutputChange{Name: name, Action: unnamed}
		if c := b.wire.outputs[name]; c != nil {
			o.Action, _ = actionOf(c.Actions)
			if o.Action != ActionNoOp {
				o.ValuesDigest = b.outputValues(name, c)
			}
		}
		b.plan.Outputs = append(b.plan.Outputs, o)
	}
}

// allInvocations lists the action invocations, then the deferred ones.
func (w *wire) allInvocations() []*tfjson.ActionInvocation {
	var all []*tfjson.ActionInvocation
	for _, a := range w.invocations {
		if a != nil {
			all = append(all, a)
		}
	}
	for _, d := range w.deferredActions {
		if d != nil && d.Invocation != nil {
			all = append(all, d.Invocation)
		}
	}
	return all
}

func (b *builder) invocations() {
	all := b.wire.allInvocations()
	now := len(slices.DeleteFunc(slices.Clone(b.wire.invocations), func(a *tfjson.ActionInvocation) bool { return a == nil }))
	for i, a := range all {
		inv := &Invocation{
			Address: b.redactor.address(a.Address), Type: a.Type, Provider: a.ProviderName, Deferred: i >= now, SettingsDigest: b.settings(a),
		}
		if t := a.LifecycleActionTrigger; t != nil {
			inv.Trigger, inv.Event = b.redactor.address(t.TriggeringResourceAddress), t.ActionTriggerEvent
		}
		b.plan.Invocations = append(b.plan.Invocations, inv)
	}
}
