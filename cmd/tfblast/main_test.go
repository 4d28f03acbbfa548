package main

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	_ "github.com/tfblast/tfblast/fixtures" // defines -update
)

// TestMain makes the test binary stand in for tfblast, and for a terraform whose
// behaviour a script chooses.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"tfblast":        main,
		"fake-terraform": fakeTerraform,
	})
}

// TestScripts runs testdata/script: what only a whole process shows, such as exit codes,
// the split of standard output and standard error, pipes and files. With -update, cmp
// writes what it got into the script.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join("testdata", "script"),
		UpdateScripts:      flag.Lookup("update").Value.String() == "true",
		RequireUniqueNames: true,
		Setup:              setUp,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":      cmdCode,
			"encode":    cmdEncode,
			"fixture":   cmdFixture,
			"get":       cmdGet,
			"program":   cmdProgram,
			"put":       cmdPut,
			"recording": cmdRecording,
			"refused":   cmdRefused,
			"state":     cmdState,
			"store":     cmdStore,
		},
	})
}

// setUp keeps what the machine has away from the scripts: PATH holds nothing but the
// programs of TestMain. A script that needs more sets PATH to $SYSTEMPATH.
func setUp(env *testscript.Env) error {
	system := env.Getenv("PATH")
	bin := filepath.SplitList(system)[0]
	env.Setenv("SYSTEMPATH", system)
	env.Setenv("BIN", bin)
	env.Setenv("PATH", bin)
	env.Setenv("TERM", "xterm-256color")
	return nil
}
