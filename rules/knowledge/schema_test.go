package knowledge

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// schemaFile holds the names of the providers' schemas; internal/schemas says how it was made.
const schemaFile = "testdata/schemas.txt.gz"

// schema is what stands in a block: names, and what stands in those. In a map stands any.
type schema struct {
	names map[string]*schema
	any   bool
}

// has reports whether a path leads to something. Indexes in it don't count.
func (s *schema) has(path string) bool {
	at := s
	for name := range strings.SplitSeq(withoutIndices(path), ".") {
		if at.any {
			return true
		}
		if at = at.names[name]; at == nil {
			return false
		}
	}
	return true
}

// read reads names up to the brace that ends them and returns what follows it.
func (s *schema) read(text string) string {
	s.names = map[string]*schema{}
	for text = strings.TrimLeft(text, " "); text != ""; text = strings.TrimLeft(text, " ") {
		if text[0] == '}' {
			return text[1:]
		}
		end := strings.IndexAny(text, " {}%")
		if end < 0 {
			end = len(text)
		}
		inner := &schema{}
		s.names[text[:end]] = inner
		text = text[end:]
		switch {
		case strings.HasPrefix(text, "%"):
			inner.any, text = true, text[1:]
		case strings.HasPrefix(text, "{"):
			text = inner.read(text[1:])
		}
	}
	return ""
}

// schemas reads the file of names, by type.
func schemas(t *testing.T) map[string]*schema {
	t.Helper()
	compressed, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*schema{}
	lines := bufio.NewScanner(plain)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		name, rest, _ := strings.Cut(lines.Text(), " ")
		all[name] = &schema{}
		all[name].read(rest)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(all) < 3_000 {
		t.Fatalf("%d schemas", len(all))
	}
	return all
}

// claim is what a row says there is: a type, and an attribute of it unless path is empty.
type claim struct{ row, name, path string }

// claims lists what the tables say there is, apart from rows for any type.
func claims(table *Table) []claim {
	var all []claim
	add := func(row, name string, paths ...string) {
		all = append(all, claim{row, name, ""})
		for _, path := range paths {
			all = append(all, claim{row, name, path})
		}
	}
	for _, e := range table.entries {
		row := table.rows[e.row]
		add("type", e.name, slices.Concat(row.matters, row.known.Safe)...)
		for _, c := range row.known.Cases {
			add("case", e.name, c.Attribute)
		}
		for _, c := range row.known.Circumstances {
			add("circumstance", e.name, slices.Concat([]string{c.Attribute}, c.Has, c.Lacks)...)
			for _, s := range c.With {
				add("circumstance with", e.name, s.Path)
			}
		}
	}
	for _, n := range table.names {
		add("name", n.Type, n.Attribute)
		for _, holder := range n.HeldBy {
			add("held_by", holder.Type, holder.Path)
		}
	}
	for _, c := range table.checks {
		for _, command := range c.Commands {
			add("check", c.Type, Placeholders(command)...)
		}
	}
	for _, c := range table.companions {
		add("companion", c.Type, slices.Concat(c.Through, c.Same)...)
		for _, s := range c.With {
			add("companion with", c.Type, s.Path)
		}
		for _, of := range c.Of {
			add("companion of", of, Placeholders(c.Check)...)
		}
	}
	for _, c := range table.timings {
		add("timing", c.Type)
		for _, by := range c.TakenBy {
			if add("taken_by", by.Type); by.Path != "" {
				add("taken_by", by.Type, by.Path)
			}
		}
	}
	for _, d := range table.downtimes {
		add("downtime", d.Type)
	}
	for _, c := range table.createFirst {
		add("create_first", c.Type, slices.Concat(c.Unique, c.WhileSame)...)
		for _, s := range c.With {
			add("create_first with", c.Type, s.Path)
		}
	}
	for _, w := range table.watched {
		for _, watch := range w.watches {
			add("watch", w.name, watch.Path)
			for _, path := range []string{watch.HurriedBy, watch.CopiedBy, watch.Same} {
				if path != "" {
					add("watch", w.name, path)
				}
			}
			if by := watch.BlockedBy; by.Type != "" {
				add("blocked_by", by.Type, by.Path)
			}
			for _, s := range watch.With {
				add("watch with", w.name, s.Path)
			}
			for _, s := range watch.Of {
				add("watch of", w.name, watch.Path[:strings.LastIndexByte(watch.Path, '.')+1]+s.Path)
			}
		}
	}
	for _, f := range table.flags {
		add(string(f.Kind), f.Type, slices.Concat(f.Of, f.In)...)
		for _, s := range f.With {
			add(string(f.Kind), f.Type, s.Path)
		}
	}
	for _, f := range slices.Concat(table.flags, table.flagForms) {
		for _, name := range f.Users {
			if !strings.Contains(name, "*") {
				add("users", name)
			}
		}
	}
	for _, a := range table.actsOn {
		for _, name := range slices.Concat(a.Spares, a.Onward, a.By) {
			add("acts_on", name)
		}
		if !strings.Contains(a.Type, "*") {
			add("acts_on", a.Type, slices.Concat(a.Through, a.Joins, a.Extent)...)
		}
	}
	return all
}

// removed lists types that have a row although the newest schema has them no longer, with
// the reason: plans of older providers name them.
var removed = map[string]string{
	"aws_db_security_group":          "EC2-Classic was retired",
	"aws_elasticache_security_group": "EC2-Classic was retired",
	"aws_redshift_security_group":    "EC2-Classic was retired",
	"google_api_gateway_api":         "of google-beta only",
	"google_api_gateway_api_config":  "of google-beta only",
	"google_api_gateway_gateway":     "of google-beta only",
	"google_datastore_index":         "replaced by google_firestore_index",
	"azurerm_mysql_configuration":    "replaced by azurerm_mysql_flexible_server_configuration, removed in 4.0",
	"azurerm_mysql_firewall_rule":    "replaced by azurerm_mysql_flexible_server_firewall_rule, removed in 4.0",
	"azurerm_policy_assignment":      "replaced by one type for each scope, removed in 3.0",
	"azurerm_mariadb_database":       "the service was retired, removed in 4.0",
	"azurerm_mariadb_server":         "the service was retired, removed in 4.0",
	"azurerm_mysql_database":         "replaced by azurerm_mysql_flexible_database, removed in 4.0",
	"azurerm_mysql_server":           "replaced by azurerm_mysql_flexible_server, removed in 4.0",
	"azurerm_sql_database":           "replaced by azurerm_mssql_database, removed in 4.0",
	"azurerm_sql_server":             "replaced by azurerm_mssql_server, removed in 4.0",
}

// misfit says in what a row departs from the schemas, nothing if in nothing.
func (c claim) misfit(known map[string]*schema) string {
	s := known[c.name]
	switch {
	case s == nil && removed[c.name] != "":
		return ""
	case s == nil:
		return "the provider has no such type"
	case removed[c.name] != "":
		return "the provider has the type: take it off the list of those removed"
	case c.path != "" && !s.has(c.path):
		return "the provider's type has no " + c.path
	}
	return ""
}

// Each type and attribute that a row names is one of the provider's. Providers without a
// schema here are checked by form only, as all rows are.
func TestRowsFitSchemas(t *testing.T) {
	t.Parallel()
	known, named, checked := schemas(t), map[string]bool{}, 0
	providers := map[string]bool{}
	for name := range known {
		prefix, _, _ := strings.Cut(name, "_")
		providers[prefix] = true
	}
	for _, c := range claims(&builtinTable) {
		named[c.name] = true
		if prefix, _, _ := strings.Cut(c.name, "_"); !providers[prefix] {
			continue
		}
		checked++
		if wrong := c.misfit(known); wrong != "" {
			t.Errorf("%s %s: %s", c.row, c.name, wrong)
		}
	}
	for name := range removed {
		if !named[name] {
			t.Errorf("%s: no row names it: take it off the list of those removed", name)
		}
	}
	if checked < 4_000 {
		t.Errorf("%d claims checked", checked)
	}
}

// A row of a wrong type or attribute is found.
func TestMisfits(t *testing.T) {
	t.Parallel()
	known := schemas(t)
	for _, c := range []claim{
		{"type", "aws_db_instances", ""},
		{"case", "aws_db_instance", "skip_last_snapshot"},
		{"watch", "aws_db_instance", "engine.version"},
		{"watch", "google_sql_database_instance", "settings.tiers"},
	} {
		if c.misfit(known) == "" {
			t.Errorf("%+v fits", c)
		}
	}
	for _, c := range []claim{
		{"type", "azurerm_sql_server", ""},
		{"case", "aws_db_instance", "skip_final_snapshot"},
		{"safe", "google_sql_database_instance", "settings[0].tier"},
	} {
		if wrong := c.misfit(known); wrong != "" {
			t.Errorf("%+v: %s", c, wrong)
		}
	}
}

// What rows say of any type, or of all types of a form, fits at least one type, and each
// type that a form fits has the attributes.
func TestFormsFitSchemas(t *testing.T) {
	t.Parallel()
	known := schemas(t)
	fits := map[string]bool{}
	for name, s := range known {
		row, ok := builtinTable.ActsOn(name)
		if !ok {
			continue
		}
		fits[row.Type] = true
		for _, path := range slices.Concat(row.Through, row.Joins, row.Extent) {
			if !s.has(path) {
				t.Errorf("acts_on %s: %s has no %s", row.Type, name, path)
			}
		}
	}
	for _, a := range builtinTable.actsOn {
		if strings.Contains(a.Type, "*") && !fits[a.Type] {
			t.Errorf("acts_on %s: the schemas have no such type", a.Type)
		}
	}
	for _, f := range builtinTable.flagForms {
		before, after, _ := strings.Cut(f.Type, "*")
		for _, argument := range f.Of {
			fits := func(name string) bool {
				return strings.HasPrefix(name, before) && strings.HasSuffix(name, after) && known[name].has(argument)
			}
			if !slices.ContainsFunc(slices.Collect(maps.Keys(known)), fits) {
				t.Errorf("%s %s: no such type has %s", f.Kind, f.Type, argument)
			}
		}
	}
	for _, c := range builtinTable.createForms {
		for _, path := range slices.Concat(c.Unique, c.WhileSame) {
			fits := func(name string) bool { return hasForm(name, c.Type) && known[name].has(path) }
			if !slices.ContainsFunc(slices.Collect(maps.Keys(known)), fits) {
				t.Errorf("create_first %s: no such type has %s", c.Type, path)
			}
		}
	}
	anywhere := map[string]bool{}
	byProvider := map[string]map[string]bool{}
	for name, s := range known {
		prefix, _, _ := strings.Cut(name, "_")
		if byProvider[prefix] == nil {
			byProvider[prefix] = map[string]bool{}
		}
		s.gather("", anywhere, byProvider[prefix])
	}
	for _, c := range builtinTable.companions {
		for _, name := range c.HeldAs {
			if !anywhere[name] {
				t.Errorf("companion %s: no type has held_as %s", c.Type, name)
			}
		}
	}
	for _, p := range builtinTable.providers {
		for _, path := range p.safe {
			if paths := byProvider[p.prefix]; len(paths) > 0 && !paths[strings.TrimSuffix(path, ".*")] {
				t.Errorf("provider %s: no type has the safe attribute %s", p.prefix, path)
			}
		}
	}
}

// gather adds the names in a schema, and the paths to them.
func (s *schema) gather(before string, names, paths map[string]bool) {
	for name, inner := range s.names {
		names[name], paths[before+name] = true, true
		inner.gather(before+name+".", names, paths)
	}
}

// The reader of the file tells names from what stands in them.
func TestSchemaPaths(t *testing.T) {
	t.Parallel()
	s := &schema{}
	if rest := s.read("arn rule{id from{port}} tags% zone"); rest != "" {
		t.Errorf("left %q", rest)
	}
	if got := slices.Sorted(maps.Keys(s.names)); !slices.Equal(got, []string{"arn", "rule", "tags", "zone"}) {
		t.Errorf("names %q", got)
	}
	for path, want := range map[string]bool{
		"arn": true, "rule.from.port": true, "rule[0].from[1].port": true, "tags.Name": true, "zone": true,
		"id": false, "arn.x": false, "rule.port": false, "rul": false,
	} {
		if s.has(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}
