package generate

import (
	"slices"
	"strconv"
	"strings"
)

// configuration writes the configuration part.
func (p *printer) configuration() error {
	p.text(`{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","expressions":{` +
		`"default_tags":[{"tags":{"references":["var.cost_center"]}}],"region":{"references":["var.region"]}}},` +
		`"random":{"name":"random","full_name":"registry.terraform.io/hashicorp/random"},` +
		`"terraform":{"name":"terraform","full_name":"terraform.io/builtin/terraform"}},` +
		`"root_module":{"outputs":{"region":{"expression":{"references":["var.region"]}}},`)
	if err := p.moduleBody(p.root); err != nil {
		return err
	}
	p.text(`"variables":{"cost_center":{},"region":{"default":"` + region + `"}}}}`)
	return nil
}

// moduleBody writes the resources and the module calls, each with a comma after it.
func (p *printer) moduleBody(m *module) error {
	open := `"resources":[`
	for _, r := range m.resources {
		p.text(open)
		open = ","
		p.block(r)
		if err := p.flushLine(); err != nil {
			return err
		}
	}
	if open == "," {
		p.text("],")
	}
	open = `"module_calls":{`
	for _, c := range m.calls {
		p.text(open)
		open = ","
		if err := p.moduleCall(c); err != nil {
			return err
		}
	}
	if open == "," {
		p.text("},")
	}
	return nil
}

func (p *printer) moduleCall(c *call) error {
	p.text(strconv.Quote(c.name) + `:{"source":"./modules/` + c.module.name + `"`)
	for n := range c.args {
		if n == 0 {
			p.text(`,"expressions":{`)
		} else {
			p.text(",")
		}
		p.text(strconv.Quote(c.args[n].name) + ":" + c.args[n].expression())
	}
	if len(c.args) > 0 {
		p.text("}")
	}
	if c.keys != nil {
		p.text(`,"for_each_expression":{}`)
	}
	p.text(`,"module":{`)
	for n, o := range c.module.outputs {
		if n == 0 {
			p.text(`"outputs":{`)
		}
		p.text(strconv.Quote(o.name) + `:{"expression":` + o.expression() + "}")
		if n < len(c.module.outputs)-1 {
			p.text(",")
		} else {
			p.text("},")
		}
	}
	if err := p.moduleBody(c.module); err != nil {
		return err
	}
	p.text(`"variables":{`)
	for n, v := range c.module.variables {
		if n > 0 {
			p.text(",")
		}
		p.text(strconv.Quote(v) + ":{}")
	}
	p.text("}}}")
	return nil
}

func (b *binding) expression() string {
	if b.ref == nil {
		return `{"constant_value":` + b.constant + "}"
	}
	return referencesOf(b.ref.chain(nil))
}

func referencesOf(chain []string) string {
	quoted := make([]string, len(chain))
	for n, c := range chain {
		quoted[n] = strconv.Quote(c)
	}
	return `{"references":[` + strings.Join(quoted, ",") + "]}"
}

// block appends one resource block.
func (p *printer) block(r *resource) {
	mode, provider := "managed", "aws"
	if r.data {
		mode = "data"
	}
	switch r.typ {
	case "random_password":
		provider = "random"
	case "terraform_data":
		provider = "terraform"
	}
	p.line = strconv.AppendQuote(append(p.line, `{"address":`...), r.address)
	p.line = append(p.line, `,"mode":"`+mode+`","type":"`+r.typ+`","name":"`+r.name+`","provider_config_key":"`+provider+`","expressions":{`...)
	separator := ""
	for n := range r.attrs {
		if a := &r.attrs[n]; a.set {
			p.line = append(p.line, separator+strconv.Quote(a.name)+":"+a.expression()...)
			separator = ","
		}
	}
	p.line = append(p.line, `},"schema_version":0`...)
	switch {
	case r.counted:
		p.line = append(p.line, `,"count_expression":{"constant_value":`+strconv.Itoa(len(r.keys))+"}"...)
	case r.keys != nil:
		p.line = append(p.line, `,"for_each_expression":{}`...)
	}
	p.line = append(p.line, '}')
}

// expression is an attribute as the configuration part shows it. A nested block has
// its references under the argument that they stand in.
func (a *attribute) expression() string {
	type argument struct {
		name  string
		chain []string
	}
	var arguments []argument
	var b strings.Builder
	for _, piece := range a.value {
		b.WriteString(piece.text)
		if piece.ref == nil {
			continue
		}
		name := argumentBefore(b.String())
		at := slices.IndexFunc(arguments, func(known argument) bool { return known.name == name })
		if at < 0 {
			at = len(arguments)
			arguments = append(arguments, argument{name: name})
		}
		arguments[at].chain = piece.ref.chain(arguments[at].chain)
	}
	text := b.String()
	switch {
	case len(arguments) == 0 && a.value.plain():
		return `{"constant_value":` + text + "}"
	case len(arguments) == 0:
		return `{"references":["var.region"]}`
	case !strings.HasPrefix(text, "[{"):
		var chain []string
		for _, known := range arguments {
			chain = append(chain, known.chain...)
		}
		return referencesOf(chain)
	}
	members := make([]string, len(arguments))
	for n, known := range arguments {
		members[n] = strconv.Quote(known.name) + ":" + referencesOf(known.chain)
	}
	return "[{" + strings.Join(members, ",") + "}]"
}

// argumentBefore is the last member name in unfinished JSON text.
func argumentBefore(text string) string {
	end := strings.LastIndex(text, `":`)
	if end < 0 {
		return ""
	}
	return text[strings.LastIndexByte(text[:end], '"')+1 : end]
}

// plain reports whether the template has no slot.
func (t template) plain() bool { return len(t) == 1 && t[0].slot == slotNone }

// relevant writes the attributes outside the plan's own resources that Terraform says
// it used: here the id of each environment's network.
func (p *printer) relevant() {
	p.text(`,"relevant_attributes":[`)
	for n, c := range p.root.calls {
		if n > 0 {
			p.text(",")
		}
		attr := `"attribute":["id"]}`
		if c.module.byCall["network"] != nil {
			p.text(`{"resource":"module.` + c.name + `.module.network.aws_vpc.this",` + attr)
		} else {
			p.text(`{"resource":"module.` + c.name + `.terraform_data.out",` + attr)
		}
	}
	p.text("]")
}
