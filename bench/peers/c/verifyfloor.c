/* verifyfloor FILE [--rounds N]: EVP_DigestVerify of every record of FILE. A record is four fields: the subject public
 * key info, the signature's AlgorithmIdentifier, the bytes that are signed, and the signature. Each distinct key is
 * imported, and each algorithm looked up, before the clock starts. Records that libcrypto cannot try are left out of
 * the loop and counted apart. */
#include "bench.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record {
    EVP_PKEY *key;
    EVP_MD *digest; /* NULL for keys that hash for themselves (EdDSA) */
    EVP_MD *mask;   /* RSASSA-PSS only */
    int salt;
    struct field signed_part, signature;
};

struct workload {
    struct record *records;
    size_t count, valid;
    EVP_MD_CTX *context;
};

static int read_pss(const X509_ALGOR *algorithm, struct record *record)
{
    const ASN1_STRING *value = algorithm->parameter != NULL && algorithm->parameter->type == V_ASN1_SEQUENCE
                                   ? algorithm->parameter->value.sequence : NULL;
    if (value == NULL) return 0;
    const unsigned char *bytes = value->data;
    RSA_PSS_PARAMS *pss = d2i_RSA_PSS_PARAMS(NULL, &bytes, value->length);
    if (pss == NULL) return 0;
    /* RFC 4055 section 3.1: SHA-1, MGF1 with SHA-1 and 20 octets of salt where nothing is said. */
    int digest = pss->hashAlgorithm != NULL ? OBJ_obj2nid(pss->hashAlgorithm->algorithm) : NID_sha1;
    int mask = NID_sha1;
    if (pss->maskGenAlgorithm != NULL) {
        X509_ALGOR *of = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(X509_ALGOR), pss->maskGenAlgorithm->parameter);
        mask = of != NULL ? OBJ_obj2nid(of->algorithm) : NID_undef;
        X509_ALGOR_free(of);
    }
    record->salt = pss->saltLength != NULL ? (int)ASN1_INTEGER_get(pss->saltLength) : 20;
    record->digest = EVP_MD_fetch(NULL, OBJ_nid2sn(digest), NULL);
    record->mask = EVP_MD_fetch(NULL, OBJ_nid2sn(mask), NULL);
    RSA_PSS_PARAMS_free(pss);
    return record->digest != NULL && record->mask != NULL;
}

/* Whether libcrypto can try this algorithm. */
static int read_algorithm(struct field field, struct record *record)
{
    const unsigned char *bytes = field.bytes;
    X509_ALGOR *algorithm = d2i_X509_ALGOR(NULL, &bytes, (long)field.length);
    if (algorithm == NULL) return 0;
    int known = 0, digest, kind, identifier = OBJ_obj2nid(algorithm->algorithm);
    if (identifier == NID_rsassaPss) {
        known = read_pss(algorithm, record);
    } else if (OBJ_find_sigid_algs(identifier, &digest, &kind)) {
        record->digest = digest == NID_undef ? NULL : EVP_MD_fetch(NULL, OBJ_nid2sn(digest), NULL);
        known = digest == NID_undef || record->digest != NULL;
    }
    X509_ALGOR_free(algorithm);
    return known;
}

static int begin(EVP_MD_CTX *context, const struct record *record)
{
    EVP_PKEY_CTX *of_key = NULL;
    EVP_MD_CTX_reset(context);
    if (EVP_DigestVerifyInit(context, &of_key, record->digest, NULL, record->key) != 1) return 0;
    if (record->mask == NULL) return 1;
    return EVP_PKEY_CTX_set_rsa_padding(of_key, RSA_PKCS1_PSS_PADDING) == 1
           && EVP_PKEY_CTX_set_rsa_pss_saltlen(of_key, record->salt) == 1
           && EVP_PKEY_CTX_set_rsa_mgf1_md(of_key, record->mask) == 1;
}

static void verify_all(void *state)
{
    struct workload *workload = state;
    workload->valid = 0;
    for (size_t i = 0; i < workload->count; i++) {
        const struct record *record = &workload->records[i];
        if (!begin(workload->context, record)) abort(); /* it could be begun before */
        if (EVP_DigestVerify(workload->context, record->signature.bytes, record->signature.length,
                             record->signed_part.bytes, record->signed_part.length) == 1)
            workload->valid++;
    }
    ERR_clear_error();
}

static EVP_PKEY *import(struct field field)
{
    const unsigned char *bytes = field.bytes;
    return d2i_PUBKEY(NULL, &bytes, (long)field.length);
}

static int same(struct field one, struct field other)
{
    return one.length == other.length && memcmp(one.bytes, other.bytes, one.length) == 0;
}

/* Records of one key follow each other, so that the last key is the only one to compare with. */
static size_t load(struct workload *workload, const struct field *fields, size_t records)
{
    size_t keys = 0;
    EVP_PKEY *key = NULL;
    for (size_t i = 0; i < records; i++) {
        const struct field *field = fields + 4 * i;
        if (i == 0 || !same(field[0], field[-4])) {
            key = import(field[0]);
            keys++;
        }
        struct record record = {.key = key, .signed_part = field[2], .signature = field[3]};
        if (key != NULL && read_algorithm(field[1], &record) && begin(workload->context, &record))
            workload->records[workload->count++] = record;
    }
    ERR_clear_error();
    return keys;
}

int main(int count, char **arguments)
{
    if (count < 2) {
        fprintf(stderr, "usage: verifyfloor FILE [--rounds N]\n");
        return 2;
    }
    size_t fields;
    const struct field *all = read_fields(arguments[1], &fields);
    struct workload workload = {.records = calloc(fields / 4 + 1, sizeof(struct record)), .context = EVP_MD_CTX_new()};
    if (fields % 4 != 0 || workload.records == NULL || workload.context == NULL) return 2;
    size_t keys = load(&workload, all, fields / 4);
    verify_all(&workload);
    char more[160];
    snprintf(more, sizeof more, ",\"valid\":%zu,\"bad\":%zu,\"leftOut\":%zu,\"keys\":%zu", workload.valid,
             workload.count - workload.valid, fields / 4 - workload.count, keys);
    print_result("C EVP_DigestVerify, keys at hand",
                 measure(rounds_of(count, arguments), workload.count, verify_all, &workload), more);
    return 0; /* the system frees keys and records */
}
