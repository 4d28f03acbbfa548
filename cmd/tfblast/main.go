// Command tfblast prints a ranked blast-radius report of Terraform and OpenTofu plans.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

// gcPercent trades a little time for memory: a plan of hundreds of megabytes leaves tens
// of megabytes of model behind. GOGC in the environment stands above it.
const gcPercent = 50

func main() { os.Exit(run(time.Now)) }

func run(now func() time.Time) int {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, hangUp := context.WithCancel(context.Background())
	defer hangUp()
	onHangUp(hangUp)
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends whatever still waits for something
	return int(cli.Main(ctx, os.Args[1:], cli.Process{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: now,
	}))
}

// onHangUp does something when the terminal goes, unless nohup or the like has had that
// ignored. There may be several signals of it, from the shell and from the system; the later
// ones must not end the cleaning up.
func onHangUp(do func()) {
	if signal.Ignored(syscall.SIGHUP) {
		return
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	go func() {
		<-signals
		do()
	}()
}
