package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
	_ "github.com/tfblast/tfblast/fixtures" // defines -update
)

// clock is the present time of every script: plans age, and a report says so.
var clock = time.Date(2026, time.November, 25, 12, 0, 0, 0, time.UTC)

// TestMain makes the test binary stand in for tfblast, and for a terraform whose
// behaviour a script chooses.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"tfblast":        func() { os.Exit(run(func() time.Time { return clock })) },
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
			"allow":     cmdAllow,
			"attack":    cmdAttack,
			"await":     cmdAwait,
			"code":      cmdCode,
			"encode":    cmdEncode,
			"fault":     cmdFault,
			"fixture":   cmdFixture,
			"keypair":   cmdKeypair,
			"guarded":   cmdGuarded,
			"host":      cmdHost,
			"kept":      cmdKept,
			"program":   cmdProgram,
			"pull":      cmdPull,
			"refused":   cmdRefused,
			"replace":   cmdReplace,
			"sign":      cmdSign,
			"snippet":   cmdSnippet,
			"state":     cmdState,
			"get":       cmdGet,
			"list":      cmdList,
			"put":       cmdPut,
			"recording": cmdRecording,
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
	env.Values[hostKey{}] = new(*reviewtest.Server)
	env.Setenv("TERM", "xterm-256color")
	env.Setenv("GORACE", os.Getenv("GORACE")) // how long a program under the race detector waits at its end
	return nil
}
