package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// A random configuration is written twice: as source, and as the plan of it. What each
// expression means is known from how it was made.
func TestPairing(t *testing.T) {
	t.Parallel()
	exact := 0
	for seed := range uint64(400) {
		c := newRandomConfig(rand.New(rand.NewPCG(seed, 14)), seed%2 == 0)
		p := c.plan().read(t)
		tree, problems, err := config.Load(c.source(), ".")
		if err != nil || len(problems) > 0 {
			t.Fatalf("seed %d: %v %v\n%s", seed, err, problems, c.text())
		}
		if found := graph.CompareSource(p.Config, tree); len(found) > 0 {
			t.Fatalf("seed %d: the source does not fit: %v\n%s", seed, found, c.text())
		}
		without, with := instancePairs(t, p, graph.Options{}), instancePairs(t, p, graph.Options{Source: tree})
		truth := closedPairs(c.direct)
		for at := range truth {
			if !with[at] || !without[at] && !c.triggered {
				t.Errorf("seed %d: %s depends on %s; with source %t, without %t\n%s", seed, at.from, at.to, with[at], without[at], c.text())
			}
		}
		for at := range with {
			if !without[at] && !c.triggered {
				t.Errorf("seed %d: only the source makes %s depend on %s\n%s", seed, at.from, at.to, c.text())
			}
			if c.provable && !truth[at] {
				t.Errorf("seed %d: %s does not depend on %s, and the source proves it\n%s", seed, at.from, at.to, c.text())
			}
		}
		if c.provable && len(with) < len(without) {
			exact++
		}
		if t.Failed() {
			return
		}
	}
	if exact < 100 {
		t.Errorf("in %d configurations the source made a difference", exact)
	}
}

// instancePairs returns the pairs of managed instances of which one is reached from the
// other.
func instancePairs(t *testing.T, p *plan.Plan, o graph.Options) map[pair]bool {
	t.Helper()
	g, diagnostics := graph.Build(p, o)
	for _, d := range diagnostics {
		t.Error(d.Summary)
	}
	return pairsOf(g)
}

// repeated is a resource of the root module, or its one module call with the resource in it.
type repeated struct {
	// name is t.r0 or module.m; inside is .t.x for the module.
	name, inside string
	// keys are instance keys as written, with brackets; a single empty one if there is no repetition.
	keys []string
	// meta is the line of count or for_each, repetition what the plan refers to in it.
	meta, repetition string
	// chained is what for_each names as a whole, crossed maps keys to other keys.
	chained *repeated
	crossed map[string]string
	lines   []string
	// arguments holds the references of each argument as the plan lists them.
	arguments map[string]string
}

// target is one instance.
type target struct {
	of  *repeated
	key string
}

// value is an expression with what it is known to mean.
type value struct {
	source, references string
	// means returns what it means in the instance with the key.
	means func(key string) []target
	// trigger is true if it stands in replace_triggered_by.
	trigger bool
}

// randomConfig is a configuration with the truth about its instances.
type randomConfig struct {
	random *rand.Rand
	// provable is true if only such expressions are made of which the source proves what
	// they mean.
	provable bool
	// triggered is true if there is a replace_triggered_by. Without source it hides: of
	// a resource that the plan refers to by a constant key, another key may be the trigger.
	triggered bool
	resources []*repeated
	locals    []value
	// direct holds what an instance refers to; statics the same by whole resources.
	direct, statics map[string][]string
}

func newRandomConfig(random *rand.Rand, provable bool) *randomConfig {
	c := &randomConfig{random: random, provable: provable, direct: map[string][]string{}, statics: map[string][]string{}}
	module := 1 + random.IntN(4)
	for i := range 3 + random.IntN(5) {
		r := &repeated{name: fmt.Sprintf("t.r%d", i), arguments: map[string]string{}}
		if i == module {
			r.name, r.inside = "module.m", ".t.x"
		}
		c.repeat(r)
		for n := range 1 + random.IntN(3) {
			if i > 0 {
				c.argument(r, n)
			}
		}
		c.resources = append(c.resources, r)
		if i > 0 {
			c.locals = append(c.locals, c.plain(c.earlier()))
		}
	}
	return c
}

func (r *repeated) address(key string) string { return r.name + key + r.inside }

// read is how an expression reads the attribute behind an instance.
func (r *repeated) read() string {
	if r.inside != "" {
		return ".o"
	}
	return ".id"
}

func (c *randomConfig) earlier() *repeated { return c.resources[c.random.IntN(len(c.resources))] }

// repeat gives a resource its keys.
func (c *randomConfig) repeat(r *repeated) {
	r.keys = []string{""}
	switch choice := c.random.IntN(5); {
	case choice == 0:
	case choice == 1:
		n := 1 + c.random.IntN(3)
		r.meta, r.keys = fmt.Sprintf("count = %d", n), numbers[:n]
	case choice == 2 && len(c.resources) > 0 && c.earlier().named():
		for r.chained == nil {
			if other := c.earlier(); other.named() {
				r.chained = other
			}
		}
		r.meta, r.repetition, r.keys = "for_each = "+r.chained.name, r.chained.name, r.chained.keys
		for _, key := range r.keys {
			c.depend(r, key, []target{{r.chained, key}})
		}
	default:
		letters := []string{"a", "b", "c"}[:1+c.random.IntN(3)]
		r.crossed, r.keys = map[string]string{}, nil
		var items []string
		for i, key := range letters {
			to := letters[(i+1)%len(letters)]
			r.crossed[quoted(key)] = quoted(to)
			r.keys = append(r.keys, quoted(key))
			items = append(items, fmt.Sprintf("%s = %q", key, to))
		}
		r.meta = "for_each = { " + strings.Join(items, ", ") + " }"
	}
}

var numbers = []string{"[0]", "[1]", "[2]"}

func quoted(key string) string { return `["` + key + `"]` }

func (r *repeated) named() bool   { return strings.HasPrefix(r.keys[0], `["`) }
func (r *repeated) counted() bool { return r.keys[0] != "" && !r.named() }

// depend notes what an instance refers to.
func (c *randomConfig) depend(r *repeated, key string, on []target) {
	from, static := r.address(key), r.address("")
	for _, to := range on {
		c.direct[from] = append(c.direct[from], to.of.address(to.key))
		c.statics[static] = append(c.statics[static], to.of.address(""))
	}
}

// argument adds an argument with a random expression.
func (c *randomConfig) argument(r *repeated, n int) {
	v := c.expression(r)
	name := fmt.Sprintf("a%d", n)
	if v.trigger && r.inside == "" && !strings.Contains(strings.Join(r.lines, ""), "lifecycle") {
		c.triggered = true
		r.lines = append(r.lines, "lifecycle {\n    replace_triggered_by = ["+v.source+"]\n  }")
	} else {
		r.lines = append(r.lines, name+" = "+v.source)
		r.arguments[name] = v.references
	}
	for _, key := range r.keys {
		c.depend(r, key, v.means(key))
	}
}

// expression makes an expression that may use the dependent's key.
func (c *randomConfig) expression(r *repeated) value {
	to := c.earlier()
	same := func(key string) []target { return []target{{to, key}} }
	fits := !slices.ContainsFunc(r.keys, func(key string) bool { return !slices.Contains(to.keys, key) })
	trigger := to.inside == "" && c.random.IntN(4) == 0
	switch choice := c.random.IntN(7); {
	case choice < 2 && r.named() && to.named() && fits:
		return value{to.name + "[each.key]" + to.read(), to.name + " each.key", same, trigger}
	case choice < 2 && r.counted() && to.counted() && fits:
		return value{to.name + "[count.index]" + to.read(), to.name + " count.index", same, trigger}
	case choice == 2 && r.chained != nil:
		return value{"each.value" + r.chained.read(), "each.value" + r.chained.read() + " each.value", func(key string) []target {
			return []target{{r.chained, key}}
		}, false}
	case choice == 3 && len(c.locals) > 0:
		i := c.random.IntN(len(c.locals))
		return value{fmt.Sprintf("local.l%d", i), fmt.Sprintf("local.l%d", i), c.locals[i].means, false}
	case choice == 4 && !c.provable && r.crossed != nil && to.named() && fits:
		return value{to.name + "[each.value]" + to.read(), to.name + " each.value", func(key string) []target {
			return []target{{to, r.crossed[key]}}
		}, false}
	case choice == 5 && !c.provable && r.counted() && to.counted():
		n := len(to.keys)
		return value{fmt.Sprintf("%s[(count.index + 1) %% %d]%s", to.name, n, to.read()), to.name + " count.index", func(key string) []target {
			return []target{{to, to.keys[(slices.Index(numbers, key)+1)%n]}}
		}, false}
	}
	return c.plain(to)
}

// plain makes an expression that means the same in every instance.
func (c *randomConfig) plain(to *repeated) value {
	key := to.keys[c.random.IntN(len(to.keys))]
	if key == "" || c.random.IntN(2) == 0 {
		chain := to.name + key + to.read() + " " + to.name + key
		if key != "" {
			chain += " " + to.name
		}
		return value{to.name + key + to.read(), chain, func(string) []target { return []target{{to, key}} }, to.inside == ""}
	}
	all := func(string) []target {
		var list []target
		for _, key := range to.keys {
			list = append(list, target{to, key})
		}
		return list
	}
	if to.counted() {
		return value{to.name + "[*]" + to.read(), to.name, all, false}
	}
	return value{"[for one in " + to.name + " : one" + to.read() + "]", to.name, all, false}
}

// text is the configuration as source.
func (c *randomConfig) text() string {
	var b strings.Builder
	for i, l := range c.locals {
		fmt.Fprintf(&b, "locals {\n  l%d = %s\n}\n", i, l.source)
	}
	for _, r := range c.resources {
		head := fmt.Sprintf("resource %q %q", "t", strings.TrimPrefix(r.name, "t."))
		lines := append([]string{r.meta}, r.lines...)
		if r.inside != "" {
			head, lines = `module "m"`, append(lines, `source = "./m"`)
		}
		fmt.Fprintf(&b, "%s {\n  %s\n}\n", head, strings.Join(lines, "\n  "))
	}
	return b.String()
}

func (c *randomConfig) source() fstest.MapFS {
	inner := "variable \"a0\" { default = 0 }\nvariable \"a1\" { default = 0 }\nvariable \"a2\" { default = 0 }\n" +
		"locals {\n  all = [var.a0, var.a1, var.a2]\n}\nresource \"t\" \"x\" {\n  input = local.all\n}\noutput \"o\" {\n  value = t.x.id\n}\n"
	return fstest.MapFS{"main.tf": {Data: []byte(c.text())}, "m/main.tf": {Data: []byte(inner)}}
}

// plan is a plan of the configuration in which nothing changes.
func (c *randomConfig) plan() testPlan {
	p := testPlan{exist: map[string]string{}, config: module{blocks: map[string]block{}, calls: map[string]call{}}}
	closed := closedPairs(c.statics)
	for _, r := range c.resources {
		var on []string
		for at := range closed {
			if at.from == r.address("") {
				on = append(on, at.to)
			}
		}
		slices.Sort(on)
		for _, key := range r.keys {
			p.exist[r.address(key)] = strings.Join(on, " ")
		}
		if r.inside == "" {
			p.config.blocks[r.name] = block{arguments: r.arguments, forEach: r.repetition}
			continue
		}
		p.config.calls["m"] = call{inputs: r.arguments, forEach: r.repetition, module: module{
			blocks: map[string]block{"t.x": {uses: "local.all"}}, outputs: map[string]string{"o": "t.x.id t.x"},
		}}
	}
	return p
}
