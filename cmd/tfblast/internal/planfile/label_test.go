package planfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

func TestLabel(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct{ base, label string }{
		"plan.json":            {"plan", ""},
		"tfplan":               {"tfplan", ""},
		"TFPLAN":               {"TFPLAN", ""},
		"plan.out":             {"plan", ""},
		"tfplan.json":          {"tfplan", ""},
		"plan.json.gz":         {"plan", ""},
		"tfplan.tfplan":        {"tfplan", ""},
		"plan.tfplan.json":     {"plan.tfplan", ""},
		"tfplan.binary":        {"tfplan", ""},
		".tfplan":              {"", ""},
		"terraform.tfplan.zst": {"terraform.tfplan", ""},
		"terraform.tfstate":    {"terraform", ""},
		"tmp.Ab3dEf":           {"tmp.Ab3dEf", ""},
		"prod.json":            {"prod", "prod"},
		"prod.eu.json":         {"prod.eu", "prod.eu"},
		"prod.eu.2.json":       {"prod.eu.2", "prod.eu.2"},
		"www.evil.com.json":    {"www.evil.com", "www.evil.com"},
		"prod.tfplan":          {"prod", "prod"},
		"prod.tfplan.json":     {"prod.tfplan", "prod.tfplan"},
		"prod.json.GZ":         {"prod", "prod"},
		"prod.plan.gz":         {"prod.plan", "prod.plan"},
		"prod-tfplan":          {"prod-tfplan", "prod-tfplan"},
		"plan-prod.json":       {"plan-prod", "plan-prod"},
		"planet.json":          {"planet", "planet"},
		"prod":                 {"prod", "prod"},
	} {
		p := planfile.Plan{Name: filepath.Join("live", name), Folder: "live"}
		if p.Base() != want.base || p.Label() != want.label {
			t.Errorf("%s: base %q, label %q, want %q", name, p.Base(), p.Label(), want)
		}
	}
	for _, p := range []planfile.Plan{
		{Name: planfile.Stdin, Folder: "."},
		{Name: "terraform plan", Folder: ".", Unnamed: true},
		{Name: "/tmp/prod.tfplan", Folder: "live"}, // written elsewhere
		{Name: os.DevNull, Folder: filepath.Dir(os.DevNull)},
	} {
		if p.Base() != "" || p.Label() != "" {
			t.Errorf("%+v: base %q, label %q", p, p.Base(), p.Label())
		}
	}
	if p := (planfile.Plan{Name: "s3://plans/live/prod.json", Folder: "live", Remote: true}); p.Label() != "prod" {
		t.Errorf("label %q of an object", p.Label())
	}
}
