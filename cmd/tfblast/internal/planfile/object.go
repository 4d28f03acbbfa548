package planfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/objectstore"
)

// maxObjects bounds the objects that one prefix may stand for.
const maxObjects = 10000

// errNoStore says that the opener was made without a store.
var errNoStore = errors.New("s3:// can't be read here")

// ExpandObjects puts the plans below a prefix, s3://BUCKET/PREFIX/, in its place, by their
// endings as in a directory, and leaves other arguments alone. It tells of objects that are
// not taken for plans.
func (o Opener) ExpandObjects(ctx context.Context, args []string) (all []string, skipped []Skipped, err error) {
	for _, arg := range args {
		if !objectstore.IsURL(arg) {
			all = append(all, arg)
			continue
		}
		u, err := objectstore.ParseURL(arg)
		if err != nil {
			return nil, nil, err
		}
		if !u.IsPrefix() {
			all = append(all, arg)
			continue
		}
		found, left, err := o.below(ctx, u)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, found...)
		if !left.empty() {
			skipped = append(skipped, left)
		}
	}
	return all, skipped, nil
}

func (o Opener) below(ctx context.Context, u objectstore.URL) ([]string, Skipped, error) {
	left := Skipped{Place: u.String()}
	if o.Store == nil {
		return nil, left, fmt.Errorf("%s: %w", u, errNoStore)
	}
	store, err := o.Store(ctx)
	if err != nil {
		return nil, left, err
	}
	objects, err := store.List(ctx, u, maxObjects)
	if err != nil {
		return nil, left, err
	}
	var found []string
	for _, object := range objects {
		if IsPlanName(object.Key) {
			found = append(found, object.String())
		} else {
			left.add(object.Key)
		}
	}
	if len(found) == 0 {
		return nil, left, fmt.Errorf("%s: no plan lies there (%s); name the objects", u, strings.Join(extensions, ", "))
	}
	slices.SortFunc(found, address.Compare)
	return found, left, nil
}

// objectPlan is the plan that an object's address names. It lies in no folder.
func objectPlan(arg string) Plan {
	folder := ""
	if u, err := objectstore.ParseURL(arg); err == nil {
		folder = path.Dir(u.Key)
	}
	return Plan{Name: arg, Folder: folder, Remote: true}
}

func (o Opener) openObject(ctx context.Context, p Plan) (io.ReadCloser, error) {
	object, err := o.stream(ctx, p)
	if err != nil {
		return nil, err
	}
	stream, err := o.openStream(ctx, object)
	if err != nil {
		return nil, errors.Join(err, object.Close())
	}
	return readCloser{stream, func() error { return errors.Join(stream.Close(), object.Close()) }}, nil
}

// stream is the content of an object.
func (o Opener) stream(ctx context.Context, p Plan) (io.ReadCloser, error) {
	u, err := objectstore.ParseURL(p.Name)
	if err != nil {
		return nil, err
	}
	if o.Store == nil {
		return nil, errNoStore
	}
	store, err := o.Store(ctx)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, u)
}
