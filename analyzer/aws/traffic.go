package aws

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
)

// metric is a metric of CloudWatch that shows whether an object is used.
type metric struct {
	namespace, name string
	stat            statistic
	// dimensions are those of the object, nil if it has no such metric.
	dimensions func(*query) []dimension
	// region is where the metric is kept, empty for the object's own.
	region string
	// days is how far to look back, 0 for one.
	days int
	// says is what the number counts, live whether it shows that the object is in use. What does
	// not may count what was in the object and is no more: who fills and empties it uses it.
	says string
	live bool
}

// statistic is how the numbers of a time are taken together.
type statistic string

const (
	sum     statistic = "Sum"
	maximum statistic = "Maximum"
)

// dimension is one of the names and values that make a metric that of an object.
type dimension struct{ name, value string }

// byID is the dimension whose value is the object's id.
func byID(name string) func(*query) []dimension { return byAttribute(name, "id") }

// byAttribute is the dimension whose value is an attribute of the object.
func byAttribute(name, attribute string) func(*query) []dimension {
	return func(q *query) []dimension {
		value := q.attr(attribute)
		if value == "" {
			return nil
		}
		return []dimension{{name, value}}
	}
}

const (
	// batch is how many metrics one call asks for at most (GetMetricData, API Reference).
	batch = 500
	// period is the seconds that one number stands for.
	period = 3600
)

// gauge is one metric of one object, and where its answer goes.
type gauge struct {
	metric     metric
	dimensions []dimension
	answer     *answer
}

// gauges are the metrics that are asked for together.
type gauges struct {
	in   *session
	list []gauge
}

// batches cuts the metrics of one session into calls.
func (g gauges) batches() []gauges {
	var list []gauges
	for from := 0; from < len(g.list); from += batch {
		list = append(list, gauges{g.in, g.list[from:min(from+batch, len(g.list))]})
	}
	return list
}

// read asks for the metrics and answers each. An hour that has begun is left out, so that
// equal runs ask equal questions.
func (g gauges) read(ctx context.Context, o Options) {
	end := o.Now.UTC().Truncate(time.Hour)
	days := 1
	for _, one := range g.list {
		days = max(days, one.metric.days)
	}
	in := &cloudwatch.GetMetricDataInput{StartTime: aws.Time(end.AddDate(0, 0, -days)), EndTime: aws.Time(end)}
	for i, one := range g.list {
		in.MetricDataQueries = append(in.MetricDataQueries, one.query(i))
	}
	values := make([]reading, len(g.list))
	kept := "" // why some metrics of the call may have been kept back
	var a answer
	q := &query{in: g.in, maxPages: o.MaxPages}
	err := each(ctx, q, &a, cloudwatch.NewGetMetricDataPaginator(clientOf(g.in, cloudwatch.NewFromConfig), in), func(page *cloudwatch.GetMetricDataOutput) {
		if len(page.Messages) > 0 {
			kept = aws.ToString(page.Messages[0].Code)
		}
		for _, r := range page.MetricDataResults {
			var i int
			if _, err := fmt.Sscanf(aws.ToString(r.Id), "m%d", &i); err != nil || i < 0 || i >= len(values) {
				continue
			}
			values[i].add(r, g.list[i].metric.since(end))
		}
	})
	for i, one := range g.list {
		one.answer.cut, one.answer.err = a.cut, err
		if err == nil {
			values[i].say(one, kept)
		}
	}
}

// since is the beginning of the time that counts for the metric.
func (m metric) since(end time.Time) time.Time { return end.AddDate(0, 0, -max(m.days, 1)) }

func (g gauge) query(i int) types.MetricDataQuery {
	var dimensions []types.Dimension
	for _, d := range g.dimensions {
		dimensions = append(dimensions, types.Dimension{Name: aws.String(d.name), Value: aws.String(d.value)})
	}
	return types.MetricDataQuery{
		Id: aws.String(fmt.Sprintf("m%d", i)),
		MetricStat: &types.MetricStat{
			Metric: &types.Metric{Namespace: aws.String(g.metric.namespace), MetricName: aws.String(g.metric.name), Dimensions: dimensions},
			Period: aws.Int32(period), Stat: aws.String(string(g.metric.stat)),
		},
	}
}

// errMetric says that CloudWatch kept numbers of one metric back, errNumbers that they are none.
var (
	errMetric  = errors.New("no answer to one metric")
	errNumbers = &unreadable{why: "its numbers are none"}
)

// reading is what the numbers of one metric come to.
type reading struct {
	sum, highest float64
	// status is that of the last page with the metric: until then there is more to come.
	status types.StatusCode
	// message is true if CloudWatch had to say something about the metric.
	message bool
	// broken is true if what came is no list of counts.
	broken bool
}

func (r *reading) add(data types.MetricDataResult, since time.Time) {
	r.status, r.message = data.StatusCode, r.message || len(data.Messages) > 0
	r.broken = r.broken || len(data.Values) != len(data.Timestamps)
	for i, v := range data.Values {
		r.broken = r.broken || v < 0 || math.IsNaN(v) || math.IsInf(v, 0)
		if i < len(data.Timestamps) && data.Timestamps[i].Before(since) {
			continue
		}
		r.sum += v
		r.highest = max(r.highest, v)
	}
}

// kept says why numbers may be missing, empty if none are. CloudWatch answers every id, and
// one that there are no numbers for as complete.
func (r *reading) kept(all string) string {
	switch {
	case r.status == "":
		return cmp.Or(all, "nothing")
	case r.status != types.StatusCodeComplete:
		return string(r.status)
	case r.message:
		return cmp.Or(all, "with a message")
	}
	return all
}

// say turns the numbers into a clause. That there are none is a note if all of them came;
// some show use, whatever else there may be.
func (r *reading) say(g gauge, all string) {
	if r.broken {
		g.answer.err = errNumbers
		return
	}
	if kept := r.kept(all); kept != "" && (r.sum <= 0 || !g.metric.live) {
		g.answer.err = fmt.Errorf("%w: CloudWatch answered %s for %s", errMetric, kept, g.metric.name)
		return
	} else if kept != "" {
		g.answer.cut = true
	}
	value := r.sum
	if g.metric.stat == maximum {
		value = r.highest
	}
	when := "in the last 24 hours"
	if g.metric.days > 1 {
		when = fmt.Sprintf("in the last %d days", g.metric.days)
	}
	atMost := ""
	if g.metric.stat == maximum {
		atMost = " at most"
	}
	switch {
	case value <= 0:
		g.answer.notef("no %s %s", g.metric.says, when)
	case g.metric.live:
		g.answer.livef("%s %s%s %s", number(int64(math.Ceil(value))), g.metric.says, atMost, when)
	default:
		g.answer.lately = true
		g.answer.notef("%s %s%s %s", number(int64(math.Ceil(value))), g.metric.says, atMost, when)
	}
}
