package graph

import "sync"

// beside makes a value while other work goes on. What it returns waits for the value.
func beside[T any](work func() T) func() T {
	made := make(chan T, 1)
	go func() { made <- work() }()
	return sync.OnceValue(func() T { return <-made })
}
