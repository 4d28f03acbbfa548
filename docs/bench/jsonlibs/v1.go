//go:build !goexperiment.jsonv2

package main

// v2Ways needs GOEXPERIMENT=jsonv2.
func v2Ways() []way { return nil }
