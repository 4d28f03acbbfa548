package aws

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	"github.com/aws/aws-sdk-go-v2/service/route53/types"
)

// nameLookups are about zones of Route 53.
func nameLookups() []lookup {
	return []lookup{{
		types: []string{"aws_route53_zone"},
		questions: []question{
			{"the zone itself", []Call{call("route53", "GetHostedZone")}, sees(seeZone)},
			{"its records", []Call{call("route53", "ListResourceRecordSets")}, recordsIn},
		},
		unused: "it holds no record but its own",
	}}
}

// zonePrefix is what Route 53 writes before the id of a zone.
const zonePrefix = "/hostedzone/"

func route53Of(q *query) *route53.Client {
	return clientOf(q.in.home(q.target), route53.NewFromConfig)
}

func seeZone(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	out, err := route53Of(q).GetHostedZone(ctx, &route53.GetHostedZoneInput{Id: aws.String(q.id)})
	if err != nil {
		return err
	}
	if out.HostedZone == nil {
		return nil
	}
	id := strings.TrimPrefix(aws.ToString(out.HostedZone.Id), zonePrefix)
	if a.see(strings.TrimPrefix(q.id, zonePrefix), &id) && len(out.VPCs) > 0 {
		a.notef("answers in %s", counted(int64(len(out.VPCs)), "VPC", "VPCs"))
	}
	return nil
}

func recordsIn(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return eachRecord(ctx, q, a, q.id, func(r *types.ResourceRecordSet) {
		name := plainName(r.Name)
		isOwn := (r.Type == types.RRTypeNs || r.Type == types.RRTypeSoa) && name == plainName(aws.String(q.name))
		if !isOwn {
			a.named(q, "record", name+" "+string(r.Type), "", "aws_route53_record", recordID(q.id, r))
		}
	})
}

// recordID is how Terraform calls a record set: the zone, the name, the type and, if there
// is one, the set's identifier.
func recordID(zone string, r *types.ResourceRecordSet) string {
	id := zone + "_" + plainName(r.Name) + "_" + string(r.Type)
	if r.SetIdentifier != nil {
		id += "_" + *r.SetIdentifier
	}
	return id
}

// plainName is a domain name in lower case, without its last dot and with the escape for
// the star undone.
func plainName(name *string) string {
	text := strings.ToLower(strings.TrimSuffix(aws.ToString(name), "."))
	return strings.Replace(text, `\052`, "*", 1)
}

// eachRecord visits the record sets of a zone.
func eachRecord(ctx context.Context, q *query, a *answer, zone string, visit func(*types.ResourceRecordSet)) error {
	in := &route53.ListResourceRecordSetsInput{HostedZoneId: aws.String(zone)}
	for n := 0; ; n++ {
		if n == q.maxPages {
			a.cut = true
			return nil
		}
		out, err := route53Of(q).ListResourceRecordSets(ctx, in)
		if err != nil {
			return err
		}
		for i := range out.ResourceRecordSets {
			visit(&out.ResourceRecordSets[i])
		}
		if !out.IsTruncated {
			return nil
		}
		if aws.ToString(out.NextRecordName) == "" {
			a.cut = true
			return nil
		}
		in.StartRecordName, in.StartRecordType, in.StartRecordIdentifier = out.NextRecordName, out.NextRecordType, out.NextRecordIdentifier
	}
}

// named is what records of the account's zones point to.
type named struct {
	// byTarget holds the records by the name that they point to.
	byTarget map[string][]record
	cut      bool
}

// record is a record that points to another name.
type record struct{ name, kind, id string }

// recordsThatName asks for the records that point to the object's name in DNS, which is in
// the attribute.
func recordsThatName(attribute string) question {
	return question{
		"records that point to it",
		[]Call{call("route53", "ListHostedZones"), call("route53", "ListResourceRecordSets")},
		func(ctx context.Context, q *query, a *answer) error {
			target := plainName(aws.String(q.attr(attribute)))
			if err := needs(target); err != nil {
				return err
			}
			all, err := listOf(q.in.home(q.target), "records", func() (named, error) { return namesIn(ctx, q) })
			if err != nil {
				return err
			}
			a.cut = all.cut
			for _, r := range all.byTarget[target] {
				a.named(q, "record", r.name+" "+r.kind, "points to it", "aws_route53_record", r.id)
			}
			return nil
		},
	}
}

// namesIn reads the zones of the account, once for all that ask.
func namesIn(ctx context.Context, q *query) (named, error) {
	found := named{byTarget: map[string][]record{}}
	var a answer
	var zones []string
	in := &route53.ListHostedZonesInput{}
	err := each(ctx, q, &a, route53.NewListHostedZonesPaginator(route53Of(q), in), func(page *route53.ListHostedZonesOutput) {
		for _, z := range page.HostedZones {
			zones = append(zones, strings.TrimPrefix(aws.ToString(z.Id), zonePrefix))
		}
	})
	if err != nil {
		return found, err
	}
	for _, zone := range zones {
		err := eachRecord(ctx, q, &a, zone, func(r *types.ResourceRecordSet) {
			for _, target := range targetsIn(r) {
				found.byTarget[target] = append(found.byTarget[target], record{plainName(r.Name), string(r.Type), recordID(zone, r)})
			}
		})
		if err != nil {
			return found, err
		}
	}
	found.cut = a.cut
	return found, nil
}

// targetsIn lists the names that a record set points to. The console puts "dualstack."
// before the name of a load balancer.
func targetsIn(r *types.ResourceRecordSet) []string {
	if r.AliasTarget != nil {
		return []string{strings.TrimPrefix(plainName(r.AliasTarget.DNSName), "dualstack.")}
	}
	if r.Type != types.RRTypeCname {
		return nil
	}
	var targets []string
	for _, v := range r.ResourceRecords {
		targets = append(targets, plainName(v.Value))
	}
	return targets
}
