package aws

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// lookup is what is asked about the instances of some resource types.
type lookup struct {
	types     []string
	questions []question
	traffic   []metric
	// unused says what it means that no question found anything; empty where that proves
	// nothing.
	unused string
	// empties is true if it means that the object holds no data.
	empties bool
}

// question is one thing that is asked about an instance.
type question struct {
	// about names what is asked for, as in "not looked up: …".
	about string
	// calls are those that may be made for the answer.
	calls []Call
	ask   asking
}

// asking puts a question about an object and reads the answer.
type asking func(ctx context.Context, q *query, a *answer) error

// query is an instance, and where it is asked about.
type query struct {
	target
	in       *session
	options  Options
	maxPages int
}

// arnOf is the ARN of another object of the same account and region.
func (q *query) arnOf(service, resource string) string {
	return arn.ARN{Partition: q.partitionOr(), Service: service, Region: q.in.region, AccountID: q.in.account, Resource: resource}.String()
}

// partitionOr is the part of AWS that the object is in, the usual one if the plan does not
// say.
func (q *query) partitionOr() string {
	if q.partition == "" {
		return "aws"
	}
	return q.partition
}

// answer is what one question brought.
type answer struct {
	// seen is true if the answer shows the object itself. Lists of what belongs to an
	// object are empty as well where there is no such object.
	seen bool
	// unasked is true if there was nothing to ask: the object has no such thing.
	unasked bool
	// cut is true if there was more than is looked at.
	cut bool
	// lately is true if there was something in the object not long ago.
	lately bool
	// least is how many dependents there are as the object itself tells: where fewer are
	// listed, the list is not whole.
	least      int
	dependents []graph.External
	// live are clauses that show use, notes others.
	live, notes []string
	err         error
}

// livef adds a clause that shows that the object is in use.
func (a *answer) livef(format string, args ...any) {
	a.live = append(a.live, fmt.Sprintf(format, args...))
}

// notef adds a clause that is worth knowing and shows no use.
func (a *answer) notef(format string, args ...any) {
	a.notes = append(a.notes, fmt.Sprintf(format, args...))
}

// dependent adds an object that depends on the instance. The identifiers are those beside
// id by which a state may know it; empty ones are left out. What it returns is good until
// the next one is added.
func (a *answer) dependent(q *query, kind, id, note string, identifiers ...string) *graph.External {
	e := graph.External{On: q.change.Address, Source: Source, Kind: kind, ID: id, Place: q.in.String(), Note: note, Identifiers: []string{id}}
	for _, text := range identifiers {
		if text != "" {
			e.Identifiers = append(e.Identifiers, text)
		}
	}
	a.dependents = append(a.dependents, e)
	return &a.dependents[len(a.dependents)-1]
}

// named adds an object that has no unique identifier: a state knows it as an instance of
// the type that is called so.
func (a *answer) named(q *query, kind, id, note, resourceType, called string) {
	e := a.dependent(q, kind, id, note)
	e.Type, e.Called = resourceType, called
}

// String names account and region.
func (p place) String() string { return p.account + " " + p.region }

// paginator is how the SDK walks through the pages of an answer.
type paginator[P, O any] interface {
	HasMorePages() bool
	NextPage(ctx context.Context, options ...func(*O)) (P, error)
}

// each visits the pages of an answer up to the limit, and notes if there are more: also if the
// last page says so and does not say where.
func each[P, O any](ctx context.Context, q *query, a *answer, pages paginator[P, O], visit func(P)) error {
	for n := 0; pages.HasMorePages(); n++ {
		if n == q.maxPages {
			a.cut = true
			return nil
		}
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		visit(page)
		if saysMore(page) && !pages.HasMorePages() {
			a.cut = true
		}
	}
	return nil
}

// single notes of an answer that is read alone whether it says that there is more: what is not
// in it may come after it.
func single(a *answer, out any) { a.cut = a.cut || saysMore(out) }

// saysMore reports whether a page says that it is not the last one. The SDK's outputs have a
// field for that where the service has, of one of two names; else a token of the next page says
// it.
func saysMore(page any) bool {
	v := reflect.Indirect(reflect.ValueOf(page))
	for _, name := range []string{"IsTruncated", "Truncated"} {
		if f := v.FieldByName(name); f.IsValid() {
			said := reflect.Indirect(f)
			return said.IsValid() && said.Kind() == reflect.Bool && said.Bool()
		}
	}
	for _, name := range []string{"NextToken", "NextMarker", "Marker"} {
		if f := reflect.Indirect(v.FieldByName(name)); f.IsValid() && f.Kind() == reflect.String && f.String() != "" {
			return true
		}
	}
	return false
}

// sees makes a question one about the object itself: an answer to it, though it be in full, that
// does not show the object says that there is none, and then the lists of what belongs to it
// prove nothing.
func sees(ask asking) asking {
	return func(ctx context.Context, q *query, a *answer) error {
		err := ask(ctx, q, a)
		if err == nil && !a.seen && !a.cut && !a.unasked {
			return errAbsent
		}
		return err
	}
}

// see notes that an answer shows the object, if it is the one that was asked for.
func (a *answer) see(want string, got *string) bool {
	isIt := want != "" && aws.ToString(got) == want
	a.seen = a.seen || isIt
	return isIt
}

// number prints a count with thousands apart.
func number(n int64) string {
	text := strconv.FormatInt(n, 10)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// counted prints a count and its noun.
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// last is the part of a text behind the last separator.
func last(text, separator string) string {
	if at := strings.LastIndex(text, separator); at >= 0 {
		return text[at+len(separator):]
	}
	return text
}

// needs returns errUnidentified if one of the texts is empty.
func needs(texts ...string) error {
	if slices.Contains(texts, "") {
		return errUnidentified
	}
	return nil
}
