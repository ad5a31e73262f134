/* hashfloor FILE [--rounds N]: SHA-256 of every field of FILE, one EVP context for all. */
#include "bench.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

struct corpus {
    struct field *certificates;
    size_t count;
    EVP_MD *sha256;
    EVP_MD_CTX *context;
    unsigned char sink;
};

static void hash_all(void *state)
{
    struct corpus *corpus = state;
    unsigned char digest[EVP_MAX_MD_SIZE];
    for (size_t i = 0; i < corpus->count; i++) {
        struct field certificate = corpus->certificates[i];
        if (!EVP_DigestInit_ex2(corpus->context, corpus->sha256, NULL) ||
            !EVP_DigestUpdate(corpus->context, certificate.bytes, certificate.length) ||
            !EVP_DigestFinal_ex(corpus->context, digest, NULL))
            abort();
        corpus->sink ^= digest[0];
    }
}

int main(int count, char **arguments)
{
    if (count < 2) {
        fprintf(stderr, "usage: hashfloor FILE [--rounds N]\n");
        return 2;
    }
    struct corpus corpus = {.sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL), .context = EVP_MD_CTX_new()};
    if (corpus.sha256 == NULL || corpus.context == NULL) return 2;
    corpus.certificates = read_fields(arguments[1], &corpus.count);
    hash_all(&corpus);
    print_result("C EVP SHA-256(certificate), context reused",
                 measure(rounds_of(count, arguments), corpus.count, hash_all, &corpus), "");
    EVP_MD_CTX_free(corpus.context);
    EVP_MD_free(corpus.sha256);
    return 0;
}
