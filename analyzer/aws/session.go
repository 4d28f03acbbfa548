package aws

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// sessions holds a session for each account and region that objects are looked for in.
type sessions struct {
	base  aws.Config
	roles map[string]string // ARN of the role by account
	wrap  func(settings aws.Config, account string) aws.Config
	// replayed is true if a recording answers.
	replayed bool
	// identity is the account of the credentials.
	identity memo[string]

	mu   sync.Mutex
	open map[place]*session
	// assumed holds the credentials of each role.
	assumed map[string]aws.CredentialsProvider
}

// place is an account and a region.
type place struct{ account, region string }

// session is what calls in one account and region have in common.
type session struct {
	place
	all      *sessions
	settings aws.Config
	// gone is the failure that meets every call, nil while there is none.
	gone atomic.Pointer[error]

	// shared is what calls for many objects brought.
	shared shared

	mu sync.Mutex
	// clients holds one client a service, by its type; lists what is listed once, by name.
	clients map[any]any
	lists   map[string]any
}

// rolesByAccount sorts roles by the accounts that they are of.
func rolesByAccount(roles []string) (map[string]string, error) {
	byAccount := map[string]string{}
	for _, role := range roles {
		parsed, err := arn.Parse(role)
		if err != nil || parsed.Service != "iam" || parsed.AccountID == "" {
			return nil, fmt.Errorf("role %q: want an ARN such as arn:aws:iam::111122223333:role/reader", role)
		}
		if other, taken := byAccount[parsed.AccountID]; taken && other != role {
			return nil, fmt.Errorf("roles %s and %s are of one account: give one for each", other, role)
		}
		byAccount[parsed.AccountID] = role
	}
	return byAccount, nil
}

func newSessions(base aws.Config, roles map[string]string, o Options) *sessions {
	s := &sessions{base: base, roles: roles, replayed: o.Recording != nil, open: map[place]*session{}, assumed: map[string]aws.CredentialsProvider{}}
	s.wrap = func(settings aws.Config, account string) aws.Config {
		switch {
		case o.Recording != nil:
			settings.HTTPClient = o.Recording.of(account)
		case o.Recorder != nil:
			settings.HTTPClient = o.Recorder.through(settings.HTTPClient, account)
		}
		settings.HTTPClient = checked(settings.HTTPClient)
		if o.Recorder != nil {
			settings.HTTPClient = o.Recorder.counting(settings.HTTPClient)
		}
		return guarded(settings)
	}
	return s
}

// of finds the session in which an object is to be looked for. The error says why there is
// none: no credentials at all, or none for the object's account.
func (s *sessions) of(ctx context.Context, t *target) (*session, error) {
	account, err := s.accountFor(ctx, *t)
	if err != nil {
		return nil, err
	}
	region := t.region
	if region == "" && global[t.change.Type] {
		region = homeRegions[t.partition]
	}
	if region != "" && !regionForm.MatchString(region) {
		return nil, fmt.Errorf("%w: the plan names no region of AWS", errUnidentified)
	}
	if region == "" {
		region, t.assumed = s.base.Region, true
	}
	if region == "" {
		return nil, fmt.Errorf("%w: neither the plan nor AWS_REGION says in which region it is", errUnidentified)
	}
	return s.in(place{account, region}), nil
}

// in opens the session of an account and region that were settled before.
func (s *sessions) in(p place) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found := s.open[p]; found != nil {
		return found
	}
	settings := s.base.Copy()
	settings.Region = p.region
	if role := s.roles[p.account]; role != "" {
		settings.Credentials = s.assume(role)
	}
	found := &session{place: p, all: s, settings: s.wrap(settings, p.account), clients: map[any]any{}, lists: map[string]any{}}
	s.open[p] = found
	return found
}

// accountFor settles the account in which an object is looked for.
func (s *sessions) accountFor(ctx context.Context, t target) (string, error) {
	switch {
	case len(s.roles) == 0:
		own, err := s.identity.get(func() (string, error) { return s.whoAmI(ctx) })
		if err != nil {
			return "", err
		}
		if t.account != "" && t.account != own {
			return "", fmt.Errorf("%w %s: the credentials are of account %s", errForeign, t.account, own)
		}
		return own, nil
	case t.account != "":
		if s.roles[t.account] == "" {
			return "", fmt.Errorf("%w %s: no role of it was given", errForeign, t.account)
		}
		return t.account, nil
	case len(s.roles) == 1:
		for account := range s.roles {
			return account, nil
		}
	}
	return "", fmt.Errorf("%w: it does not say in which of the accounts it is", errUnidentified)
}

// whoAmI is the account of the credentials. Everybody may ask that.
func (s *sessions) whoAmI(ctx context.Context) (string, error) {
	settings := s.base.Copy()
	if settings.Region == "" {
		settings.Region = homeRegions[""]
	}
	out, err := sts.NewFromConfig(s.wrap(settings, "")).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return "", fmt.Errorf("find out whose the AWS credentials are: %w", err)
	}
	return aws.ToString(out.Account), nil
}

// assume is the credentials of a role. Its requests are never recorded: their answers are
// secret. Nor are they made in a replay.
func (s *sessions) assume(role string) aws.CredentialsProvider {
	if s.replayed {
		return s.base.Credentials
	}
	if found := s.assumed[role]; found != nil {
		return found
	}
	settings := s.base.Copy()
	if settings.Region == "" {
		settings.Region = homeRegions[""]
	}
	settings.HTTPClient = checked(settings.HTTPClient)
	found := aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(settings), role, func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName = "tfblast"
	}))
	s.assumed[role] = found
	return found
}

// at is the session of the same account in another region; empty means the configured one.
func (s *session) at(region string) *session {
	if region == "" {
		region = s.all.base.Region
	}
	if region == "" {
		region = s.region
	}
	return s.all.in(place{s.account, region})
}

// home is where the services without regions answer.
func (s *session) home(t target) *session { return s.at(homeRegions[t.partition]) }

// clientOf is the session's client of a service. There is one of each, so that all calls
// share what it has learned of throttling.
func clientOf[C, O any](s *session, create func(aws.Config, ...func(*O)) *C, options ...func(*O)) *C {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := any((*C)(nil))
	if found, ok := s.clients[key].(*C); ok {
		return found
	}
	made := create(s.settings, options...)
	s.clients[key] = made
	return made
}

// listOf is a list of the session that many questions need; it is asked for once.
func listOf[T any](s *session, name string, find func() (T, error)) (T, error) {
	s.mu.Lock()
	m, ok := s.lists[name].(*memo[T])
	if !ok {
		m = &memo[T]{}
		s.lists[name] = m
	}
	s.mu.Unlock()
	return m.get(find)
}

// memo is a value that is found out once.
type memo[T any] struct {
	once  sync.Once
	value T
	err   error
}

func (m *memo[T]) get(find func() (T, error)) (T, error) {
	m.once.Do(func() { m.value, m.err = find() })
	return m.value, m.err
}
