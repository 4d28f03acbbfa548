package aws

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
)

// functionLookups are about functions of Lambda.
func functionLookups() []lookup {
	return []lookup{{
		types: []string{"aws_lambda_function"},
		questions: []question{
			{"the function itself", []Call{call("lambda", "GetFunctionConfiguration")}, sees(seeFunction)},
			{"what calls it with events", []Call{call("lambda", "ListEventSourceMappings")}, sourcesOf},
			{"who may call it", []Call{call("lambda", "GetPolicy")}, callersOf},
		},
		traffic: []metric{{namespace: "AWS/Lambda", name: "Invocations", stat: sum, dimensions: byAttribute("FunctionName", "function_name"), says: "invocations", live: true}},
	}}
}

func lambdaOf(q *query) *lambda.Client { return clientOf(q.in, lambda.NewFromConfig) }

// functionList is the functions of an account and region.
type functionList struct {
	functions []types.FunctionConfiguration
	cut       bool
}

// functionsIn lists the functions of an account and region, once for all that ask.
func functionsIn(ctx context.Context, q *query) (functionList, error) {
	return listOf(q.in, "functions", func() (functionList, error) {
		var list functionList
		var a answer
		pages := lambda.NewListFunctionsPaginator(lambdaOf(q), &lambda.ListFunctionsInput{})
		err := each(ctx, q, &a, pages, func(page *lambda.ListFunctionsOutput) {
			list.functions = append(list.functions, page.Functions...)
		})
		list.cut = a.cut
		return list, err
	})
}

// functionName is the name in a function's ARN, which may have a version or alias at its
// end: arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS.
func functionName(functionARN string) string {
	if parts := strings.Split(functionARN, ":"); len(parts) > 6 {
		return parts[6]
	}
	return functionARN
}

func seeFunction(ctx context.Context, q *query, a *answer) error {
	name := q.attr("function_name")
	if err := needs(name); err != nil {
		return err
	}
	out, err := lambdaOf(q).GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: aws.String(name)})
	if err != nil {
		return err
	}
	a.seen = true
	if out.State != "" && out.State != types.StateActive {
		a.notef("its state is %s", out.State)
	}
	return nil
}

func sourcesOf(ctx context.Context, q *query, a *answer) error {
	name := q.attr("function_name")
	if err := needs(name); err != nil {
		return err
	}
	in := &lambda.ListEventSourceMappingsInput{FunctionName: aws.String(name)}
	return each(ctx, q, a, lambda.NewListEventSourceMappingsPaginator(lambdaOf(q), in), func(page *lambda.ListEventSourceMappingsOutput) {
		for _, m := range page.EventSourceMappings {
			source := aws.ToString(m.EventSourceArn)
			if source == "" {
				source = aws.ToString(m.UUID)
			}
			a.dependent(q, "event source", source, "calls it", aws.ToString(m.UUID))
		}
	})
}

// callersOf reads who is allowed in the function's policy. A function without a policy is
// called by principals of its own account only.
func callersOf(ctx context.Context, q *query, a *answer) error {
	name := q.attr("function_name")
	if err := needs(name); err != nil {
		return err
	}
	out, err := lambdaOf(q).GetPolicy(ctx, &lambda.GetPolicyInput{FunctionName: aws.String(name)})
	if _, none := errors.AsType[*types.ResourceNotFoundException](err); none {
		return nil
	}
	if err != nil {
		return err
	}
	callers, err := callersIn(aws.ToString(out.Policy))
	if err != nil {
		return fmt.Errorf("policy of the function: %w", err)
	}
	for _, c := range callers {
		a.dependent(q, "caller", c.id(), "may call it", c.identifiers()...)
	}
	return nil
}

// caller is who a statement of a function's policy lets call it.
type caller struct{ principal, source string }

func (c caller) id() string {
	if c.source == "" {
		return c.principal
	}
	return c.source
}

// identifiers are those of what the source is, or is a part of: an ARN up to its first
// wildcard, and the API whose methods arn:aws:execute-api:REGION:ACCOUNT:API/... names.
func (c caller) identifiers() []string {
	plain, _, _ := strings.Cut(c.source, "*")
	plain = strings.TrimRight(plain, ":/")
	list := []string{plain}
	if parts := strings.SplitN(c.source, ":", 6); len(parts) == 6 && parts[2] == "execute-api" {
		api, _, _ := strings.Cut(parts[5], "/")
		list = append(list, api)
	}
	return list
}

// callersIn lists the callers that a policy document allows, in its order.
func callersIn(document string) ([]caller, error) {
	var policy struct {
		Statement []struct {
			Effect    string
			Principal json.RawMessage
			Condition map[string]map[string]json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(document), &policy); err != nil {
		return nil, err
	}
	var list []caller
	for _, s := range policy.Statement {
		if s.Effect != "Allow" {
			continue
		}
		c := caller{principal: strings.Join(texts(s.Principal), ", ")}
		for _, by := range []string{"ArnLike", "ArnEquals", "StringEquals", "StringLike"} {
			for key, value := range s.Condition[by] {
				if strings.EqualFold(key, sourceARN) {
					c.source = strings.Join(texts(value), ", ")
				}
			}
		}
		list = append(list, c)
	}
	return list, nil
}

// texts lists the strings in a JSON value, those of an object in order of its keys.
func texts(raw json.RawMessage) []string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return nil
	}
	var list []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			list = append(list, v)
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				walk(v[k])
			}
		}
	}
	walk(v)
	return list
}
